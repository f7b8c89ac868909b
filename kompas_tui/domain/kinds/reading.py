"""How a question of a deck is read: what all kinds may say, and then what its own kind says."""

import contextlib
from collections.abc import Mapping
from typing import Any

from kompas_tui.domain.kinds.activity import (
    BY_ROLE,
    BY_TABLE,
    EACH_ITS_OWN,
    KINDS,
    NO_LIBRARY,
    OPTION_LENGTH,
    OPTIONS,
    OPTIONS_AT_LEAST,
    OPTIONS_AT_MOST,
    QUESTION,
    STATEMENT_LENGTH,
    TABLES,
    Activity,
)
from kompas_tui.domain.kinds.carrying import carried_of
from kompas_tui.domain.language.errors import InvalidOptions
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.options import FROM, LABEL, YES, Options
from kompas_tui.domain.question.pictures import PICTURE

_ELSEWHERE = {
    "duur": "Zet het in een blok ‘regie’ op deze kaart.",
    **dict.fromkeys(("anoniem", "anonymous", "geheim"), "Antwoorden zijn al zonder naam. Haal deze regel weg."),
    **dict.fromkeys(
        ("gewicht", "weging", "stemgewicht"),
        "Elke stem telt even zwaar. Met ‘stembriefjes’ geef je meer stemcodes aan wie zwaarder telt.",
    ),
    **dict.fromkeys(
        ("quorum", "opkomst"),
        "Zet bovenaan ‘genodigd’ of ‘stembriefjes’. Dan staat erbij hoeveel er stemden. Of dat genoeg is, zeg jij.",
    ),
}
"""What people write at a question, and where that belongs."""
_MOST_ON_PAGE = 10_000
"""The characters of all options together that a phone gets on one page."""


def read_options(
    options: Options, *, at_most: int = OPTIONS_AT_MOST, why: str = "", in_portions: bool = False
) -> tuple[str, ...]:
    """The options of a question, from its own list or to come from another card.

    `why` is said of more than `at_most`. Unless a phone gets them `in_portions`, they must fit on one page together.
    """
    if options.has("opties" + FROM):
        return ()
    listed = options.texts(
        OPTIONS, at_least=OPTIONS_AT_LEAST, at_most=at_most, limit=STATEMENT_LENGTH, why=why, labelled=_pictured
    )
    together = sum(map(len, listed))
    if together > _MOST_ON_PAGE and not in_portions:
        longest = max(range(len(listed)), key=lambda index: len(listed[index]))
        options.problem(
            f"‘opties’: samen zijn ze {together} tekens lang. Op een telefoon passen er {_MOST_ON_PAGE}. "
            "Deze regel is de langste. Maak de teksten korter.",
            "opties",
            longest,
        )
    return listed


def _pictured(block: Options) -> str:
    """The text of an option that has a picture too."""
    text = " ".join(block.text(LABEL, required=True, limit=STATEMENT_LENGTH).split())
    if block.has(PICTURE) or {*block.names()} != {LABEL}:  # another key is told by itself
        block.picture(PICTURE, text)
    else:
        block.missing(PICTURE)
    return text


def _library(options: Options, kind: type[Activity]) -> str:
    if not kind.library_sorts:
        if options.raw("reisgids") is not None:
            options.problem("‘reisgids’ kan hier niet. Het kan bij open, formulier en woorden.", "reisgids")
        return ""
    sorts = (*kind.library_sorts, *([NO_LIBRARY] if kind.library_default else []))
    chosen = options.choice("reisgids", sorts, kind.library_default)
    return "" if chosen == NO_LIBRARY else chosen


def _by_slip(options: Options) -> bool:
    """Whether it asks a code on paper, which a table can't have."""
    asked = options.yes("stembriefje")
    if asked and (options.has(TABLES) or options.has(BY_TABLE)):
        options.problem("Kies: ‘stembriefje’ of ‘tafels’, niet allebei.", "stembriefje")
    return asked


def _questions(options: Options) -> dict[str, Any]:
    """The question, or one for each table."""
    if not isinstance(options.raw(QUESTION), Mapping):
        return {"question": options.text(QUESTION, required=True)}
    block = options.block(QUESTION, missing=f"{quoted(QUESTION)} ontbreekt.")
    if block is None:
        return {"question": ""}
    asked = tuple((table, block.text(table, required=True)) for table in block.named(OPTION_LENGTH))
    return {"question": EACH_ITS_OWN, "table_questions": asked}


def _by_table(options: Options) -> bool:
    by_table = options.yes(BY_TABLE)
    if isinstance(options.raw(QUESTION), Mapping) and options.raw(BY_ROLE) in YES:
        options.problem(f"Een vraag per tafel en {quoted(BY_ROLE)} gaan niet samen. Kies er één.", BY_ROLE)
    if by_table and options.raw(BY_ROLE) in YES:
        # Two ways to split the same answers would tell together who few people are.
        options.problem(f"{quoted(BY_TABLE)} en {quoted(BY_ROLE)} gaan niet samen. Kies er één.", BY_TABLE)
    if by_table and options.raw(TABLES) in YES:
        options.problem(f"Met {quoted(TABLES)} staat de uitslag al per tafel. Haal {quoted(BY_TABLE)} weg.", BY_TABLE)
    return by_table


def _common(options: Options, kind: type[Activity]) -> dict[str, Any]:
    for key in filter(_ELSEWHERE.__contains__, options.names()):
        options.raw(key)
        options.problem(f"{quoted(key)} hoort niet bij de vraag. {_ELSEWHERE[key]}", key)
    return {
        **_questions(options),
        "explanation": options.text("toelichting"),
        "by_role": options.yes(BY_ROLE),
        "open_roles": options.yes("openlijk"),
        "moderated": options.yes("moderatie"),
        "tables": options.yes(TABLES),
        "by_table": _by_table(options),
        "by_slip": _by_slip(options),
        "compared_with": options.text("vergelijk_met"),
        "library": _library(options, kind),
        "carried": carried_of(options, kind.fillable, addresses=kind.addresses),
    }


def read_activity(word: str, data: Mapping[str, Any] | None, options: Options | None = None) -> Activity:
    """The activity that a block describes; raises InvalidOptions with all its problems."""
    options = options or Options(data)
    kind = KINDS[word]
    common = _common(options, kind)
    activity = kind.read(options, {**common, "data": {"soort": word, **(data or {})}})
    options.finish(_Takers(options, data or {}).of)
    options.checked()
    return activity


class _Takers:
    """The kinds that know a key that another one does not, and all else in the block that it does know."""

    def __init__(self, options: Options, data: Mapping[str, Any]) -> None:
        self._options, self._data = options, data
        self._known: dict[str, frozenset[str]] = {}

    def of(self, key: str) -> list[str]:
        """The words of these kinds; none where no kind would take the block so."""
        if not self._known:
            self._known = {word: self._known_by(kind) for word, kind in KINDS.items() if not kind.is_support}
        needed = (self._options.known & frozenset(self._data)) | {key}
        return [word for word, known in self._known.items() if needed <= known]

    def _known_by(self, kind: type[Activity]) -> frozenset[str]:
        options = Options(self._data)
        with contextlib.suppress(InvalidOptions):
            kind.read(options, _common(options, kind))
        return options.known
