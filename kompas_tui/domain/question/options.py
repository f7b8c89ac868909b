"""What a block in a deck says, read key by key; every problem is noted with its path, none is raised."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kompas_tui.domain.language.durations import minutes_in
from kompas_tui.domain.language.errors import InvalidOptions, Problem
from kompas_tui.domain.language.numbers import whole_number
from kompas_tui.domain.language.synonyms import meant_word
from kompas_tui.domain.language.text import clean_lines
from kompas_tui.domain.language.wording import did_you_mean, listing, number, quoted
from kompas_tui.domain.question.pictures import ALT, LONGEST_ALT, Picture, kept_picture
from kompas_tui.domain.result.cells import Number, in_words

BLOCK_TEXT_LENGTH = 500
"""The most characters of one text in a block."""

YES, NO = ("ja", True), ("nee", False)
"""What a deck says for yes, as text and as YAML reads it."""

FROM = "_uit"
"""What comes behind a key whose list is taken from other cards, as in `opties_uit`."""

LABEL = "tekst"
"""The key with the text of an option that has more than that."""

MOST_UNKNOWN = 20
"""So many unknown keys of a block are named."""


def _one_text(value: Any) -> str:
    """How to make one text of a value that is a list or a block."""
    if isinstance(value, list):
        return "Begint de tekst met een streepje of een haakje? Zet er aanhalingstekens om."
    if isinstance(value, Mapping) and any(isinstance(below, list) for below in value.values()):
        return "Een lijst onder een keuze kan niet. Zet alles in één lijst."
    return "Zet er aanhalingstekens om als er een dubbele punt in staat."


class Options:
    """A mapping from a deck (values are text, lists and mappings) that is read and checked by key."""

    def __init__(
        self, data: Any, path: tuple[str | int, ...] = (), problems: list[Problem] | None = None, *, like: str = "vraag"
    ) -> None:
        """`like` is a key that belongs in the block, as an example; empty where its keys are free."""
        self._path = path
        self.problems: list[Problem] = [] if problems is None else problems
        self._known: list[str] = []
        self._mentioned: list[str] = []
        self.is_readable = True
        self._missed: dict[str, Problem] = {}
        self._data: Mapping[str, Any] = {}
        self._typed: dict[str, str] = {}
        """Keys that were typed in other letters, by our spelling: a mistake, but what they say is looked at too."""
        if isinstance(data, Mapping):
            self._data = data
            lower = {str(key).lower(): key for key in data}
            self._typed = {ours: key for ours, key in lower.items() if ours != key and ours not in data}
        elif data not in (None, ""):
            self.is_readable = False
            example = f", zoals ‘{like}: …’" if like else ""
            self.problem(f"Hier hoort een blok met regels{example}.")

    def problem(self, message: str, *path: str | int) -> None:
        """Note a problem at this path below the block."""
        typed = (self._typed.get(path[0], path[0]), *path[1:]) if path and isinstance(path[0], str) else path
        self.problems.append(Problem(message, (*self._path, *typed)))

    def has(self, key: str) -> bool:
        """Whether the block has this key."""
        self._mentioned.append(key)
        return key in self._data or key in self._typed

    def names(self) -> tuple[str, ...]:
        """The keys that the block has."""
        return tuple(self._data)

    def named(self, limit: int) -> tuple[str, ...]:
        """The keys of a block where each is a word or text of its own, without those that are empty."""
        for key in self._data:
            if not key:
                self._known.append(key)
                self.problem("Hier ontbreekt de tekst voor de dubbele punt.", key)
            elif len(key) > limit:
                self.problem(f"Deze tekst is te lang. Hij mag hooguit {limit} tekens hebben.", key)
        return tuple(filter(None, self._data))

    def raw(self, key: str) -> Any:
        """The value as it stands, None where it is missing."""
        self._known.append(key)
        return self._data.get(self._typed.get(key, key))

    def text(self, key: str, *, required: bool = False, limit: int = BLOCK_TEXT_LENGTH) -> str:
        """One text; empty where it is missing or too long."""
        value = self.raw(key)
        if value in (None, "", [], {}):
            if required:
                self.missing(key)
            return ""
        text = self._checked_text(value, limit, key)
        return "" if isinstance(value, str) and len(value) > limit else text

    def missing(self, key: str, example: str = "") -> None:
        """Note that this key is missing or empty, on its own line where it has one."""
        if self.is_readable:
            self.problem(example or f"{quoted(key)} ontbreekt.", *([key] if self.has(key) else []))
            self._missed[key] = self.problems[-1]

    def _checked_text(self, value: Any, limit: int, *path: str | int) -> str:
        if not isinstance(value, str):
            self.problem(f"{quoted(str(path[0]))}: hier hoort één tekst. {_one_text(value)}", *path)
            return ""
        if len(value) > limit:
            self.problem(
                f"Deze tekst is te lang. Hij mag hooguit {limit} tekens hebben. Het zijn er {len(value)}.", *path
            )
        return clean_lines(value, limit)

    def texts(
        self,
        key: str,
        *,
        at_least: int = 0,
        at_most: int = 60,
        distinct: bool = True,
        limit: int = BLOCK_TEXT_LENGTH,
        why: str = "",
        labelled: "Callable[[Options], str] | None" = None,
    ) -> tuple[str, ...]:
        """A list of texts of one line, none empty, by default none double; `why` is said of more than `at_most`.

        `labelled` reads the text of an item that is a block with a `tekst`.
        """
        value = self.raw(key)
        if value is None and not at_least:
            return ()
        if value is None:
            self.missing(key)
            return ()
        if not isinstance(value, list):
            cure = " Of zet alles tussen vierkante haken: ‘[a, b]’." if isinstance(value, str) and "," in value else ""
            self.problem(f"{quoted(key)}: hier hoort een lijst, met ‘- ’ voor elke regel.{cure}", key)
            return ()
        cleaned: list[str] = []
        for index, item in enumerate(value[: at_most + 1]):
            if labelled is not None and isinstance(item, Mapping) and LABEL in item:
                block = Options(item, (*self._path, key, index), self.problems, like=LABEL)
                text = labelled(block)
                block.finish()
            else:
                text = " ".join(self._checked_text(item, limit, key, index).split())
            if isinstance(item, str) and not text:
                self.problem(f"{quoted(key)}: deze regel is leeg.", key, index)
            elif distinct and text and text in cleaned:
                self.problem(f"{quoted(text)} staat hier dubbel.", key, index)
            cleaned.append(text)
        if len(cleaned) < at_least:
            least = "er moet er minstens één" if at_least == 1 else f"er moeten er minstens {at_least}"
            self.problem(f"{quoted(key)}: {least} staan.", key)
        if len(value) > at_most:
            many = f"{quoted(key)}: er mogen er hooguit {at_most} staan. Er staan er {len(value)}."
            self.problem(f"{many} {why}".strip(), key)
        return tuple(cleaned)

    def whole(self, key: str, default: int, low: int, high: int, unit: str = "", counted: tuple[str, ...] = ()) -> int:
        """A whole number from `low` to `high`, of this unit; behind it may stand a word for what is `counted`."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, str):
            word = next((word for word in counted if value.lower().endswith(word)), "")
            value = value[: len(value) - len(word)].strip()
        whole = self._as_number(value)
        if whole is None or not low <= whole <= high:
            highest = in_words(Number(high))
            self.problem(f"{quoted(key)}: hier hoort een heel getal van {number(low)} tot en met {highest}{unit}.", key)
            return default
        return whole

    def minutes(self, key: str, default: int, low: int, high: int) -> int:
        """A length from `low` to `high` minutes, also said in hours."""
        value = self.raw(key)
        if value is None:
            return default
        minutes = minutes_in(value) if isinstance(value, str) else self._as_number(value)
        if minutes is None or not low <= minutes <= high:
            self.problem(f"{quoted(key)}: hier hoort een heel getal van {low} tot en met {high}: de minuten.", key)
            return default
        return minutes

    def wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers from `low` to `high`; what is none of them is a problem, and left out."""
        value = self.raw(key)
        wholes = [self._as_number(one) for one in value] if isinstance(value, list) else []
        for index, whole in enumerate(wholes):
            if whole is None or not low <= whole <= high:
                highest = in_words(Number(high))
                self.problem(f"{quoted(key)}: hier hoort een heel getal van {low} tot en met {highest}.", key, index)
        return tuple(whole for whole in wholes if whole is not None and low <= whole <= high)

    @staticmethod
    def _as_number(value: Any) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return whole_number(value) if isinstance(value, str) else None

    def shares(self, key: str, amount: int, meaning: str) -> tuple[float, ...]:
        """So many figures from 0 to 1, of which `meaning` says what they are; none where they are missing or wrong."""
        value = self.raw(key)
        if value is None:
            return ()
        read = tuple(map(self._as_share, value)) if isinstance(value, list) and len(value) == amount else ()
        read_shares = tuple(share for share in read if share is not None)
        if len(read_shares) == amount:
            return read_shares
        self.problem(f"{quoted(key)}: hier horen {amount} getallen van 0 tot 1: {meaning}.", key)
        return ()

    @staticmethod
    def _as_share(value: Any) -> float | None:
        """A share as `0.25`, `"0,25"` or `25%`."""
        typed, is_percentage = (
            (value.removesuffix("%"), value.endswith("%")) if isinstance(value, str) else (value, False)
        )
        try:
            share = -1.0 if isinstance(typed, bool) else float(str(typed).replace(",", "."))
        except ValueError:
            return None
        share = share / 100 if is_percentage else share
        return share if 0 <= share <= 1 else None

    def picture(self, key: str, words: str = "") -> Picture | None:
        """The picture that was found for this key; what there is to see on it is said by `alt`, else by `words`."""
        value = self.raw(key)
        if value is None:
            return None
        picture = kept_picture(value)
        if picture is None:
            self.problem(f"{quoted(key)}: hier hoort de naam van een plaatje, zoals plein.png.", key)
            return None
        return picture.saying(self.text(ALT, limit=LONGEST_ALT) or words)

    def yes(self, key: str) -> bool:
        """`ja` or `nee`; no where it is missing."""
        value = self.raw(key)
        if value is None or value is False:
            return False
        if value is True:
            return True
        if value not in ("ja", "nee"):
            self.problem(f"{quoted(key)}: hier hoort ‘ja’ of ‘nee’.", key)
        return bool(value == "ja")

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the allowed words; required where there is no default."""
        value = self.text(key, required=default is None)
        if value and value not in allowed:
            close = meant_word(value, allowed)
            cure = f"Bedoel je {quoted(close)}?" if close else did_you_mean(value, allowed)
            self.problem(f"{quoted(key)}: {quoted(value)} ken ik niet. {cure}", key)
        return value or (default or "")

    def blocks(self, key: str, *, missing: str = "", like: str = "naam") -> "tuple[Options, ...]":
        """A list of blocks, each to be read and finished itself; a problem where there are none and `missing` says so.

        `like` is a key that belongs in them, as an example.
        """
        value = self.raw(key)
        if value in (None, "", []):
            if missing:
                self.missing(key, missing)
            return ()
        if not isinstance(value, list):
            self.problem(f"{quoted(key)}: hier hoort een lijst, met ‘- ’ voor elke regel.", key)
            return ()
        return tuple(Options(v, (*self._path, key, i), self.problems, like=like) for i, v in enumerate(value))

    def block(self, key: str, *, missing: str = "", like: str = "") -> "Options | None":
        """One block inside this one; None where it is missing, which is a problem where `missing` says so."""
        value = self.raw(key)
        if missing and value in (None, "", {}):
            self.missing(key, missing)
            return None
        return None if value is None else Options(value, (*self._path, key), self.problems, like=like)

    @property
    def known(self) -> frozenset[str]:
        """The keys that somebody asked for so far."""
        return frozenset(self._known)

    def finish(self, elsewhere: Callable[[str], Sequence[str]] = lambda key: ()) -> None:
        """Note every key that nobody asked for; one that looks like a missing key is one problem, not two.

        `elsewhere` names the other blocks that would take a key. What may stand here is listed once.
        """
        if not self._data:
            self._merge_missed()
        known = list(dict.fromkeys(self._known))
        unknown = [key for key in self._data if key not in known]
        is_listed = False
        for key in unknown[:MOST_UNKNOWN]:
            # What the block has already is not what this key was meant for.
            free = [name for name in (*known, *self._mentioned) if name not in self._data]
            close = meant_word(str(key), free)
            # A list that is missing may be taken from another card: `opties` by `opties_uit`.
            meant = self._missed.pop((close or "").removesuffix(FROM), None)
            if meant is not None:
                self.problems.remove(meant)
            if close:
                cure = f"Bedoel je {quoted(close)}?"
            elif others := elsewhere(str(key)):
                cure = f"Bij {listing([quoted(other) for other in others], 'of')} kan het wel."
            elif is_listed:
                cure = "Haal deze regel weg."
            else:
                cure = did_you_mean(str(key), [name for name in known if name in free] or known)
                is_listed = True
            self.problem(f"{quoted(str(key))} ken ik hier niet. {cure}", key)
        if len(unknown) > MOST_UNKNOWN:
            self.problem(f"Er staan {len(unknown)} namen die ik hier niet ken. Haal ze weg.", unknown[MOST_UNKNOWN])

    def _merge_missed(self) -> None:
        """Say in one sentence what an empty block lacks."""
        if len(self._missed) > 1:
            first, *others = self._missed.values()
            names = listing([quoted(key) for key in self._missed])
            self.problems[self.problems.index(first)] = Problem(f"{names} ontbreken.", first.path)
            for other in others:
                self.problems.remove(other)

    def checked(self) -> None:
        """Raise InvalidOptions where anything was noted."""
        if self.problems:
            raise InvalidOptions(self.problems)
