"""What the report says of texts that are kept back: how many and why, never what they say."""

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.outcome.veil import reasons, unseen_texts, written_twice
from kompas_tui.domain.report.document import Figures, Paragraph, Passage, Section
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Session

HIDDEN_HEADING = "Verborgen teksten"


def hidden_section(session: Session) -> Section | None:
    """How many texts are hidden and why, never what they say."""
    if session.is_public:
        return _public(session)
    why = reasons(session)
    total = why.total()
    unseen = sum(map(unseen_texts, session.rounds.values()))
    blocks: list[Passage] = []
    if total:
        verb = "Die staat" if total == 1 else "Die staan"
        sentence = f"De begeleider verborg {count(total, 'tekst', 'teksten')}. {verb} niet in dit verslag."
        rows = tuple(
            (reason, Number(amount)) for reason, amount in sorted(why.items(), key=lambda row: (-row[1], row[0]))
        )
        if twice := written_twice(session):
            sentence += (
                f" Bij {count(twice, 'tekst', 'teksten')} schreef iemand hetzelfde nog eens. Dat staat er wel in."
            )
        blocks += [Paragraph(sentence), Figures(HIDDEN_HEADING, "Waarom", Table(("Reden", "Aantal"), rows))]
    if waiting := unseen - total:
        verb = "is" if waiting == 1 else "zijn"
        sentence = f"Er {verb} {count(waiting, 'tekst', 'teksten')} niet goedgekeurd om te tonen."
        blocks.insert(0, Paragraph(sentence))
    return Section(HIDDEN_HEADING, tuple(blocks)) if blocks else None


def _public(session: Session) -> Section | None:
    """For everybody no more than how many: why they are hidden may tell about somebody."""
    amount = sum(map(unseen_texts, session.rounds.values()))
    if not amount:
        return None
    sentence = f"{count(amount, 'tekst staat', 'teksten staan')} niet in deze openbare versie."
    return Section(HIDDEN_HEADING, (Paragraph(sentence),))
