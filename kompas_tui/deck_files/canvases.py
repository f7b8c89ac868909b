"""Canvases in one deck: names that differ, and a card on which each party can be asked for its consent."""

from collections.abc import Iterator, Sequence

from kompas_tui.deck_files.draft import Draft
from kompas_tui.deck_files.problems import LineProblem
from kompas_tui.domain.deck.canvases import Canvas
from kompas_tui.domain.language.wording import quoted

NO_PARTIES = "‘akkoord’: er zijn geen partijen. Noem ze bovenaan bij ‘rollen’."


def canvas_problems(drafts: Sequence[Draft], roles: Sequence[str]) -> Iterator[LineProblem]:
    """Canvases of one sort with one name, and consent that can't be told per party."""
    lines: dict[tuple[str, str], int] = {}
    cards = {draft.address: draft for draft in drafts}
    for draft in drafts:
        canvas, block = draft.special, draft.special_block
        if not isinstance(canvas, Canvas) or block is None:
            continue
        line = draft.special_line + 1 + block.line_of(("naam",))
        first = lines.setdefault((canvas.name, canvas.sort), line)
        if canvas.name and first != line:
            yield line, f"Het canvas {quoted(canvas.name)} staat ook op regel {first + 1}. Kies een andere naam."
        asked = cards.get(canvas.consent)
        if canvas.consent and (problem := _wrong_consent(canvas.consent, asked, roles)):
            yield draft.special_line + 1 + block.line_of(("akkoord",)), problem


def _wrong_consent(name: str, asked: Draft | None, roles: Sequence[str]) -> str:
    """What is wrong with the card on which the parties consent; a card that is not there is told elsewhere."""
    if not roles:
        return NO_PARTIES
    if asked is None or asked.activity is None:
        return ""
    if not asked.activity.seeks_consent:
        return f"‘akkoord’: op de kaart {quoted(name)} staat geen ‘instemming’. Noem een kaart met die werkvorm."
    if not (asked.activity.by_role and asked.activity.open_roles):
        return f"‘akkoord’: zet op de kaart {quoted(name)} ook ‘per_rol: ja’ en ‘openlijk: ja’."
    return ""
