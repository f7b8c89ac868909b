"""What a mix of learning styles asks of a meeting."""

from collections.abc import Sequence

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
    said = ["De stijlen zijn gelijk verdeeld. Wissel dus vaak van aanpak."] if _are_even(result.styles) else []
    said += [f"{style.advice} Dat past bij {style.count} van de {result.answers} mensen." for style in common]
    said += [_remembered(style) for style in told if _is_rare(style, result)]
    missing = [quoted(style.name) for style in result.styles if not style.count]
    if missing and present:
        verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
        role = "die rol" if len(missing) == 1 else "die rollen"
        said.append(f"{listing(missing)} {verb}. Wie neemt {role} vandaag op zich?")
    return tuple(said)


def _is_rare(style: StyleCount, result: Profile) -> bool:
    return style.count * RARE < result.answers - result.between


def _remembered(style: StyleCount) -> str:
    there = "is er maar één" if style.count == 1 else f"zijn er maar {style.count}"
    return f"Vergeet ‘{style.name}’ niet, al {there}. {style.advice}"


def _are_even(styles: Sequence[StyleCount]) -> bool:
    counts = [style.count for style in styles]
    return min(counts) > 0 and max(counts) - min(counts) <= 1
