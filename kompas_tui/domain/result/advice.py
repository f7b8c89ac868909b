"""What a mix of learning styles asks of a meeting."""

from collections.abc import Sequence

from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.result.shapes import Profile, StyleCount

RARE = 6
"""A style is rare where fewer than one in so many of those with a style have it."""


def advice(result: Profile) -> tuple[str, ...]:
    """What this mix asks of the meeting, of the common styles, of the rare ones and of those that are missing."""
    if result.is_hidden:
        return ()
    present = sorted((style for style in result.styles if style.count), key=lambda style: -style.count)
    told = [style for style in present if style.advice]
    common = [style for style in told if not _is_rare(style, result)]
    sentences: list[str] = (
        [phrase("De stijlen zijn gelijk verdeeld. Wissel dus vaak van aanpak.")] if _are_even(result.styles) else []
    )
    sentences += [
        glued(
            style.advice,
            phrase("Dat past bij {aantal} van de {alle} mensen.", aantal=style.count, alle=result.answers),
        )
        for style in common
    ]
    sentences += [_remembered(style) for style in told if _is_rare(style, result)]
    missing = [quoted(style.name) for style in result.styles if not style.count]
    if missing and present:
        lacking = phrase_many(
            "{stijlen} ontbreekt. Wie neemt die rol vandaag op zich?",
            "{stijlen} ontbreken. Wie neemt die rollen vandaag op zich?",
            aantal=len(missing),
            stijlen=listing(missing),
        )
        sentences.append(lacking)
    return tuple(sentences)


def _is_rare(style: StyleCount, result: Profile) -> bool:
    return style.count * RARE < result.answers - result.between


def _remembered(style: StyleCount) -> str:
    few = phrase_many(
        "Vergeet ‘{stijl}’ niet, al is er maar één.", "Vergeet ‘{stijl}’ niet, al zijn er maar {aantal}.",
        aantal=style.count, stijl=style.name,
    )  # fmt: skip
    return glued(few, style.advice)


def _are_even(styles: Sequence[StyleCount]) -> bool:
    counts = [style.count for style in styles]
    return min(counts) > 0 and max(counts) - min(counts) <= 1
