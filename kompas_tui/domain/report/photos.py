"""Photos of what hung in the room, in the full report; each with what there is to see in words."""

from collections.abc import Mapping

from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.report.document import Paragraph, Passage, PhotoPicture, Section
from kompas_tui.domain.session.session import Session

_HEADING = "Foto’s"
_GONE = "Deze foto is er niet meer."
_PRIVATE = "Alleen voor het volledige verslag."


def photos_section(session: Session, photos: Mapping[str, bytes]) -> Section | None:
    """The photos in their order, by the bytes that were kept of each; None where none was taken."""
    if not session.photos:
        return None
    titles = {visit.card: visit.title for visit in session.course}
    blocks: list[Passage] = []
    for taken in session.photos:
        data = photos.get(taken.picture)
        where = f"Bij {quoted(titles[taken.card])}. " if taken.card in titles else ""
        blocks.append(PhotoPicture(data, taken.alt) if data is not None else Paragraph(_GONE, "quiet"))
        blocks.append(Paragraph(f"{where}{taken.alt}"))
        if not taken.public:
            blocks.append(Paragraph(_PRIVATE, "quiet"))
    return Section(_HEADING, tuple(blocks))
