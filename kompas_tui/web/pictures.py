"""The pictures of a deck for phones: each a request of its own after the page, small, and kept by the phone."""

import asyncio

from starlette.responses import PlainTextResponse, Response

from kompas_tui.domain.question.pictures import Picture
from kompas_tui.scenes.photo import BESIDE_CHOICE, PHONE_WIDTH, phone_picture
from kompas_tui.web.card_text import ScreenPicture
from kompas_tui.workshop import Workshop

_KEPT = {"cache-control": "private, max-age=31536000, immutable"}
"""Under its hash a picture never changes."""

_SMALL = "klein"


class DeckPictures:
    """The pictures that the decks of a session name."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._drawing = asyncio.Lock()
        """Held while a picture is made small: a whole room that asks for it at once waits for one drawing."""

    def of(self, picture: Picture | None, *, small: bool = False) -> ScreenPicture | None:
        """Where a phone finds the picture, how large it is, and what there is to see; None where it is gone."""
        if picture is None or not picture.is_kept:
            return None
        path = f"/{self._workshop.session.code}/plaatje/{picture.digest}{f'/{_SMALL}' if small else ''}"
        return ScreenPicture(path, picture.alt, picture.within(*[BESIDE_CHOICE if small else PHONE_WIDTH] * 2))

    async def respond(self, digest: str, size: str = "") -> Response:
        """The picture under this hash, made small beside the loop."""
        if digest not in self._workshop.session.pictures or size not in ("", _SMALL):
            return PlainTextResponse("Dit plaatje is er niet.", 404)
        async with self._drawing:
            made = await asyncio.to_thread(self._made, digest, BESIDE_CHOICE if size else PHONE_WIDTH)
        if made is None:
            return PlainTextResponse("Dit plaatje is er niet meer.", 404)
        return Response(made, media_type="image/jpeg", headers=_KEPT)

    def _made(self, digest: str, width: int) -> bytes | None:
        kept = self._workshop.materials.picture(digest)
        return phone_picture(kept, width) if kept is not None else None
