"""What can't share a card, since the screen would never show it."""

from collections.abc import Iterator, Sequence

from kompas_tui.deck_files.draft import Draft
from kompas_tui.deck_files.prose import blocks_of

Found = tuple[int, str]
"""A line, counted from 0, and what is wrong there."""


def combined_problems(drafts: Sequence[Draft]) -> Iterator[Found]:
    """Questions beside a special block, and text beside a talk-picture, which fills the screen."""
    for draft in drafts:
        if draft.special_block is not None and draft.activity_block is not None:
            yield (
                draft.activity_line,
                f"Deze kaart heeft al een {draft.special_word}. Zet de vraag op een eigen kaart, met ‘# Titel’.",
            )
        if draft.special_word == "praatplaat" and blocks_of(draft.tokens):
            line = next((token.map[0] for token in draft.tokens if token.map), draft.line)
            yield line, "Deze tekst komt niet op het scherm. Zet hem op een eigen kaart, of in een blok ‘regie’."
