"""How the name of somebody, filled in somewhere, may be typed elsewhere; a name alone has no form to be found by.

A first or a last name by itself may be an ordinary word, such as Roos or Bakker: it counts with a capital inside a
sentence only, and where nobody uses it as a word.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from kompas_tui.domain.language.identifying import TextSpan, joined_spans

_TITLES = (
    "dhr", "heer", "hr", "mevr", "mw", "mvr", "meneer", "mijnheer", "mevrouw", "dr", "drs", "ir", "ing", "mr", "prof",
    "fam", "familie", "meester", "juf", "juffrouw", "buurman", "buurvrouw", "wethouder", "burgemeester", "raadslid",
    "oom", "tante", "opa", "oma", "pastoor", "dominee", "dokter",
)  # fmt: skip
_BETWEEN = (
    "van", "von", "vd", "v.d", "v/d", "v", "de", "den", "der", "des", "d", "het", "'t", "ten", "ter", "te", "op", "in",
    "la", "le", "du", "da", "dos", "di", "do", "zu", "el", "al", "ben", "bin", "ibn",
)  # fmt: skip
_NO_NAME = frozenset(
    ("het", "een", "alle", "geen", "niet", "liever", "weet", "ik", "wij", "we", "nee", "ja", "anoniem", "iedereen",
     "zelf", "onbekend", "mijn", "onze", "jullie", "zie", "wil", "dat", "die", "ook", "nog", "of", "bij", "is")
)  # fmt: skip
"""With one of these in small letters the words are something else than a name."""

_ALSO = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
"""Letters that are typed otherwise, and are not another one with a sign over it."""
_SIGNS = {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘`´ʼ", "'"), **dict.fromkeys("“”„«»", '"')}

_SPACES = re.compile(r"\s{2,}")
"""A row of them would take time by its square."""
_IN_BRACKETS = re.compile(r"[(\[{<\"][^)\]}>\"]*[)\]}>\"]?")
_APART = re.compile(r"\s*[;/|&+\n]\s*|\s+(?:en|met|and)\s+", re.IGNORECASE)
"""Between two who were filled in at once."""
_DOUBLE = re.compile(rf"\s*-\s*(?=(?:{'|'.join(map(re.escape, _BETWEEN))})\s)", re.IGNORECASE)
_SLASHED = re.compile(r"\bv/d\s*", re.IGNORECASE)
_FUNCTION = re.compile(r"\s+-\s+|:")
_WORD = re.compile(r"'?[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*\.?")
_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")
_MOST_WORDS, _FEW_LETTERS, _MANY_LETTERS = 7, 5, 12

_PARTICLE = "|".join(sorted(map(re.escape, _BETWEEN), key=len, reverse=True))
_PARTICLES = rf"(?:(?:{_PARTICLE})[\s./-]{{1,2}}){{0,3}}"
_GLUED = rf"(?:{_PARTICLE}){{0,3}}"
_TITLED = rf"(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})\.?\s+"
_CAPITAL = r"(?-i:[A-ZÀ-Þ])"
_MORE_INITIALS = rf"(?:[\s-]?{_CAPITAL}\.?){{0,3}}"
_OTHERS = rf"(?:(?:en|&|\+)\s+)?(?:[\"'(]?{_CAPITAL}[\w.'-]{{0,30}}[\"')]?\s+){{0,2}}"
"""Between a first and a last name: more names, a name in quotation marks, or who has the same last name."""
_TITLES_BEFORE = re.compile(rf"\s*(?:(?:de|het)\s+)?(?:{_TITLED})+", re.IGNORECASE)
_JOIN, _END = r"[\s,;/._-]{1,3}", r"(?![^\W\d_])"
_ONE_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_INSIDE = re.compile(r"(?:[^\W\d_][,;]?|,)\s[\"'(]?\Z")
"""What stands before a word inside a sentence, where a capital says that it is a name."""
_THE = re.compile(r"\b(?:de|het|een|die|deze|onze) \Z", re.IGNORECASE)
_GOES_ON = re.compile(rf"\s(?:(?:{_PARTICLE})\s){{0,3}}{_CAPITAL}", re.IGNORECASE)
"""Behind a name that is part of another one: of somebody else, or of a street."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name of one person in plain letters: as it was filled in, the first name or nothing, and the last one."""

    whole: str
    first: str
    between: str
    families: tuple[str, ...]
    """The last name, and each half of a double one."""

    @property
    def keys(self) -> frozenset[str]:
        """In small letters, one of the rows of letters that stand wherever this name is typed."""
        rows = {max(_LETTERS.findall(one), key=len) for one in (self.first, *self.families) if one}
        glued = {
            "".join(_LETTERS.findall(f"{first}{link}{one}"))
            for one in self.families
            for link in ("", self.between)
            for first in ("", self.first)
        }
        return frozenset(key.casefold() for key in rows | glued)

    @property
    def words(self) -> frozenset[str]:
        """Its first name and its last ones, each of which may be typed alone."""
        alone = (self.first, *_halves(self.first), *self.families)
        return frozenset(one for one in alone if len(one) > 1 and not _INITIALS.fullmatch(one) and one[0].isupper())

    def pattern(self) -> re.Pattern[str]:
        """Finds it in plain letters in either order, with initials, with one family name of two, or behind a title."""
        family = f"(?:{'|'.join(map(_spelled, self.families))})"
        with_capital = f"(?:{'|'.join(map(_with_capital, self.families))})"
        ways = [f"{_TITLED}{_MORE_INITIALS}\\s?{_PARTICLES}{family}"]
        if self.first:
            ways += [_spelled(self.whole), *self._by_initials(family, with_capital)]
        if _INITIALS.fullmatch(self.first):
            own = "".join(rf"{re.escape(word)}\s+" for word in self.between.split())
            ways.append(rf"(?-i:{re.escape(self.first[0].upper())})[\w'-]{{2,30}}\s+{own}{with_capital}")
        elif self.first:
            ways += self._in_full(family, with_capital)
        return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(ways)})(?:'?s|')?{_END}", re.IGNORECASE)

    def _in_full(self, family: str, with_capital: str) -> Iterator[str]:
        first = f"(?:{'|'.join(map(_spelled, (self.first, *_halves(self.first))))})"
        if len(self.first) + len(self.families[0]) <= _FEW_LETTERS:
            first, family = _with_capital(self.first), with_capital
        behind = "|".join((_PARTICLE, *map(_spelled, self.whole.split()[1:-1])))
        begins = "".join({re.escape(one[0].upper()) for one in (*self.families, self.between) if one})
        yield rf"{first}\s*\({_PARTICLES}{family}\)"
        yield rf"{first}{_JOIN}(?:{_OTHERS}{_PARTICLES}|{_GLUED}){family}"
        yield rf"{_PARTICLES}{family}(?:{_JOIN}{first}|\s*\({first}\))(?:\s(?:{behind}){_END}){{0,3}}"
        yield rf"{first}{_GLUED}{with_capital}"
        if len(self.first) + len(self.between) + len(self.families[0]) >= _MANY_LETTERS:
            yield rf"{first}{_GLUED}{family}"
        yield rf"(?<=[@#]){first}{_GLUED}{family}"
        yield rf"{_with_capital(self.first)}\s+{_PARTICLES}(?-i:[{begins}])(?:\.|(?![\w'-]))"
        # Piet is Pieter, Jan is Janneke too, whose last name is the same.
        yield rf"{_with_capital(self.first[: max(3, len(self.first) - 3)])}[^\W\d_]{{0,6}}\s+{_PARTICLES}{with_capital}"

    def _by_initials(self, family: str, with_capital: str) -> Iterator[str]:
        initial = re.escape(self.first[0].upper())
        yield rf"{initial}\.{_MORE_INITIALS}\s?(?:{_PARTICLES}|{_GLUED}){family}"
        yield rf"(?-i:{initial}[A-Z]{{0,3}})\s+{_PARTICLES}{with_capital}"
        yield rf"{_PARTICLES}{family},?\s+{initial}\.{_MORE_INITIALS}(?:\s(?:{_PARTICLE}){_END}){{0,3}}"
        yield rf"{_PARTICLES}{with_capital},\s*(?-i:{initial}[A-Z]{{0,3}}){_END}"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of a text in plain letters tells at once that most names do not stand in it."""

    text: str
    starts: frozenset[str]
    """The first letters of each word, one to three."""
    initials: frozenset[str]
    has_title: bool

    @classmethod
    def of(cls, plain: str) -> "_Seen":
        """What of this text tells it."""
        rows = _LETTERS.findall(plain)
        small = {row.casefold() for row in rows}
        return cls(
            plain.casefold(),
            frozenset(row[:size] for row in small for size in (1, 2, 3)),
            frozenset(row[0].casefold() for row in rows if len(row) == 1 or (len(row) <= 4 and row.isupper())),
            not small.isdisjoint(_TITLES),
        )


@dataclass(frozen=True, slots=True)
class _Clues:
    """What of a name stands wherever its pattern finds it: looking for this is much quicker than that pattern is."""

    families: tuple[str, ...]
    starts: frozenset[str]
    first_initial: str
    family_initials: frozenset[str]

    @classmethod
    def of(cls, person: PersonName) -> "_Clues":
        """The clues of this name, in small letters."""
        return cls(
            tuple(max(_LETTERS.findall(one), key=len).casefold() for one in person.families),
            frozenset(row.casefold()[:3] for row in _LETTERS.findall(person.first)),
            person.first[:1].casefold(),
            frozenset(one[0].casefold() for one in (*person.families, person.between) if one),
        )

    def may_stand_in(self, seen: _Seen) -> bool:
        """Whether a last name stands there with something before it, or a first name with an initial behind it."""
        has_first = not self.starts.isdisjoint(seen.starts)
        if any(family in seen.text for family in self.families):
            return has_first or seen.has_title or self.first_initial in seen.initials
        return has_first and not self.family_initials.isdisjoint(seen.initials)


class PeopleNamed:
    """Who was filled in, to be found in other texts; `ordinary` is what is used as a word, in small letters."""

    def __init__(self, people: Iterable[PersonName], ordinary: Set[str] = frozenset()) -> None:
        self._by_key: dict[str, list[PersonName]] = defaultdict(list)
        self._patterns: dict[PersonName, re.Pattern[str]] = {}
        self._words: dict[str, PersonName] = {}
        self.names: frozenset[str] = frozenset()
        """All first and last names, also those that are a word to somebody."""
        self._clues: dict[PersonName, _Clues] = {}
        for person in sorted(set(people), key=lambda one: (one.whole, one.between)):
            for key in person.keys:
                self._by_key[key].append(person)
            self._clues[person] = _Clues.of(person)
            self._words |= {word: person for word in person.words if word.casefold() not in ordinary}
        self.names = frozenset[str]().union(*(person.words for person in self._clues))

    def spans(self, text: str) -> Sequence[TextSpan]:
        """Where in the text somebody is named."""
        plain, places = _plain_letters(text)
        rows = {row for letters in _LETTERS.findall(plain.casefold()) for row in (letters, letters.removesuffix("s"))}
        people = {person for row in rows & self._by_key.keys() for person in self._by_key[row]}
        seen = _Seen.of(plain)
        likely = [person for person in people if self._clues[person].may_stand_in(seen)]
        in_full = (match.span() for person in likely for match in self._pattern(person).finditer(plain))
        ends = [*places[1:], len(text)]
        named = (*in_full, *self._alone(plain)) if people else ()
        return joined_spans(sorted((places[start], ends[end - 1]) for start, end in named))

    def _pattern(self, person: PersonName) -> re.Pattern[str]:
        if person not in self._patterns:
            self._patterns[person] = person.pattern()
        return self._patterns[person]

    def _alone(self, plain: str) -> Iterator[TextSpan]:
        """First or last names by themselves."""
        for match in _ONE_WORD.finditer(plain):
            ways = (match[0], match[0].removesuffix("s").removesuffix("'"))
            person = next((self._words[word] for word in ways if word in self._words), None)
            before = plain[max(0, match.start() - 8) : match.start()]
            if person is None or not _INSIDE.search(before) or _GOES_ON.match(plain, match.end()):
                continue
            the = _THE.search(before)  # with a word before it, so does de bakker
            if the is None or (person.between and person.between.endswith(the[0].strip().casefold())):
                yield match.span()


def people_in(filled_in: str, *, however_typed: bool = False) -> Iterator[PersonName]:
    """Who is named in what was filled in, in whatever order, with titles, functions, figures and others around them.

    One word may be an ordinary one, and so may two without capitals, unless names are all that belongs there.
    """
    plain = _DOUBLE.sub("-", _SLASHED.sub("van de ", _spaced(_plain_letters(filled_in)[0])))
    outside = _IN_BRACKETS.sub(" ", plain)
    told = _spaced(outside if len(_WORD.findall(outside)) > 1 else re.sub(r"[(\[{<\")\]}>]", " , ", plain))
    several = [one for one in _APART.split(told) if one and one.strip()]
    people = [_person(one, however_typed=however_typed) for one in several]
    last = next((person for person in reversed(people) if person is not None and person.first), None)
    for one, person in zip(several, people, strict=True):
        words = _WORD.findall(one)
        if last is not None and len(words) == 1 and words[0][0].isupper():  # Jan en Els Bakker
            yield PersonName(f"{words[0]} {last.whole.partition(' ')[2]}", words[0], last.between, last.families)
        elif person is not None:
            yield person


def _spaced(text: str) -> str:
    return _SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", text)


def _person(one: str, *, however_typed: bool) -> PersonName | None:
    before, _, behind = _FUNCTION.split(one, maxsplit=1)[0].partition(",")
    others = _WORD.findall(behind)
    titles = _TITLES_BEFORE.match(before)
    words = _WORD.findall(before[titles.end() :] if titles else before)
    if len(_without_particles(words)) == 1 and 0 < len(others) < _MOST_WORDS and titles is None:
        words = [*others, *words]  # Vries, Jan de
    if any(word[0].isupper() for word in words[1:]):
        while not words[-1][0].isupper():  # what somebody does, or de of Vries, Jan de
            words.pop()
    small = {word.casefold() for word in words}
    if not words or len(words) > _MOST_WORDS or small & _NO_NAME:
        return None
    own = _without_particles(words)
    if len(own) > 1 and (however_typed or (words[0][0].isupper() and words[-1][0].isupper())):
        first, rest = words[0], words[1:]
        if _is_between(first):
            return None
    elif len(own) == 1 and (titles is not None or however_typed):
        first, rest = "", words
    else:
        return None
    at = next((index for index, word in enumerate(rest) if "-" in word and index < len(rest) - 1), len(rest) - 1)
    between = " ".join(filter(_is_between, rest[:at]))
    family = " ".join(rest[at:]).rstrip(".")
    given = [word for word in rest[:at] if not (_is_between(word) or _INITIALS.fullmatch(word))]
    double = [" ".join((*given, family))] if given else []  # Oude Voshaar, or a second first name
    return PersonName(" ".join(words), first, between, (*double, family, *_halves(family)))


def _is_between(word: str) -> bool:
    return word.casefold().rstrip(".") in _BETWEEN


def _without_particles(words: Sequence[str]) -> list[str]:
    return [word for word in words if not _is_between(word)]


def _halves(name: str) -> list[str]:
    """Each name of a double one that can stand for it."""
    halves = [half.split()[-1] for half in name.split("-") if half.strip()] if "-" in name else []
    return [half for half in halves if len(half) > 2]


def _spelled(name: str) -> str:
    signs = {" ": r"[\s._-]{1,3}", "-": r"(?:\s?-\s?|\s)?", "'": r"['\s]?", ".": r"\.?\s?"}
    return "".join(signs.get(sign, re.escape(sign)) for sign in name)


def _with_capital(name: str) -> str:
    return f"(?-i:{re.escape(name[0].upper())}){_spelled(name[1:])}"


def _plain_letters(text: str) -> tuple[str, Sequence[int]]:
    """The text in letters without signs over them and in plain signs, and where in the text each of these stands."""
    if text.isascii():
        return text, range(len(text))
    pairs = [(plain, index) for index, sign in enumerate(text) for plain in _plain_sign(sign)]
    return "".join(plain for plain, _ in pairs), [index for _, index in pairs]


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    apart = unicodedata.normalize("NFKD", _SIGNS.get(sign, _ALSO.get(sign, sign)))
    return "".join(one for one in apart if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
