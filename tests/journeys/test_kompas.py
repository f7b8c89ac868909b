"""Every row of the Kompas (K0 to K20) from card to report, with scripted answers that are counted here by hand.

An afternoon is held in a real folder; the report is written, opened with python-docx, and its figures are
laid beside figures that are tallied here, from the script, and not by Kompas.
"""

import asyncio
import functools
import math
import re
import statistics
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from kompas_tui.deck_files import DeckSet, load_decks
from kompas_tui.domain.course.plate import BUSY, DONE, NOT_YET
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.domain.question.fields import Texts
from kompas_tui.domain.session import events as ev
from kompas_tui.export import write_report
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoFurther, GoTo
from kompas_tui.workshop.commands.fan import DrawQuestion
from kompas_tui.workshop.commands.texts import Moderate
from kompas_tui.workshop.commands.writing import Agree, TakeNote
from tests.journeys.kompas_scripts import ROWS
from tests.workshop.rooms import clock

Form = dict[str, list[str]]
Fill = Callable[[Activity], list[Form]]
"""What a whole group sends, from what it is asked."""

Rows = list[tuple[str, ...]]

STANDPOINTS = ("Ervoor", "Ertegen", "Het hangt ervan af", "Weten we niet")
SIDES = ("bewoner", "gemeente")
"""In a scripted group the first half answers as one side, the second half as the other."""


# The script: one answer a voter, in a few signs


def answers(script: str) -> list[str]:
    """The answers of a script: apart by slashes where they are texts, else by spaces."""
    return [said.strip() for said in script.split("/")] if "/" in script else script.split()


def filled(word: str, said: str) -> Form:
    """The form that a phone sends for an answer; `+` stands between the parts of one."""
    parts = [part.strip() for part in said.split("+")]
    match word:
        case "keuze":
            return {"keuze": [said]}
        case "meerkeuze":
            return {"keuzes": said.split(",")}
        case "stickers":
            dots: Form = {f"stickers-{int(dot) + 1}": [str(n)] for dot, n in Counter(parts[0].split(",")).items()}
            return dots | ({"eigen-1": [parts[1]]} if len(parts) > 1 else {})
        case "verdeling":
            return {f"punten-{n}": [points] for n, points in enumerate(said.split(","), 1)}
        case "schaal":
            return {f"score-{n}": [score] for n, score in enumerate(said, 1) if score != "."}
        case "checklist":
            levels: Form = {f"item-{n}": [str("jdn".index(level))] for n, level in enumerate(parts[0], 1)}
            ideas: Form = {f"idee-{idea[0]}-1": [idea[2:]] for idea in parts[1:]}
            return levels | ideas
        case "instemming":
            return {"instemming": [parts[0]], **({"reden-1": [parts[1]]} if len(parts) > 1 else {})}
        case "open":
            return {f"tekst-{n}": [text] for n, text in enumerate(parts, 1)}
        case "formulier" if parts[0].isdigit():
            return {"veld-1": [parts[0]], "veld-2-1": [parts[1]]}
        case "formulier" if parts[-1] in STANDPOINTS:
            return {"veld-1-1": [parts[0]], "veld-2-1": [parts[1]], "veld-3": [str(STANDPOINTS.index(parts[-1]))]}
        case "formulier":
            return {f"veld-{n}-1": [text] for n, text in enumerate(parts, 1)}
        case "rangorde":
            return {f"rangorde-{place}": [option] for place, option in enumerate(said, 1)}
        case "profiel":
            return {f"item-{n}": [str("-+".index(sign))] for n, sign in enumerate(said, 1) if sign != "."}
        case _:
            raise AssertionError(word)


# The tally, apart from Kompas's own


def spoken(value: float, decimals: int = 1) -> str:
    """A number as the report writes it: with a comma, a half rounded up, no more decimals than it needs."""
    whole = math.floor(round(abs(value) * 10**decimals, 6) + 0.5)
    return f"{math.copysign(whole / 10**decimals, value):g}".replace(".", ",")


def bars(options: Sequence[str], forms: Sequence[Form]) -> list[int]:
    """How often each option was chosen, or how many points it got."""
    got: Counter[int] = Counter()
    for form in forms:
        for name, values in form.items():
            kind, _, place = name.rpartition("-")
            if kind in ("stickers", "punten"):
                got[int(place) - 1] += int(values[0])
            elif name in ("keuze", "keuzes", "instemming"):
                got.update(map(int, values))
    return [got[place] for place in range(len(options))]


def scores(form_name: str, forms: Sequence[Form]) -> list[int]:
    """What was given under one name of the form."""
    return [int(form[form_name][0]) for form in forms if form.get(form_name, [""])[0]]


def counted(word: str, question: Mapping[str, Any], forms: Sequence[Form]) -> Rows:
    """The rows of the table that a report must hold for these forms, in the order of the question."""
    match word:
        case "keuze" | "meerkeuze" | "stickers" | "verdeling":
            options = question["opties"]
            return [(label, f"{n:,}".replace(",", ".")) for label, n in zip(options, bars(options, forms), strict=True)]
        case "instemming":
            labels = ("Ik stem in", "Ik stem in, met een opmerking", "Ik onthoud me", "Ik heb bezwaar")
            return [(label, str(n)) for label, n in zip(labels, bars(labels, forms), strict=True)]
        case "rangorde":
            points = [
                sum(4 - place for form in forms for place in range(1, 5) if form[f"rangorde-{place}"] == [str(n)])
                for n in range(4)
            ]
            return [(label, str(n)) for label, n in zip(question["opties"], points, strict=True)]
        case "checklist":
            own = question.get("antwoorden")
            levels = [(item, scores(f"item-{n}", forms)) for n, item in enumerate(question["items"], 1)]
            return [judged_as(own, item, given) if own else judged(item, given) for item, given in levels]
        case "schaal" if len(question.get("stellingen", [""])) == 1:
            low, high = question["uitersten"]
            top, given = int(question["tot"]), Counter(scores("score-1", forms))
            ends = {1: f"1 ({low})", top: f"{top} ({high})"}
            return [(ends.get(score, str(score)), str(given[score])) for score in range(1, top + 1)]
        case "schaal":
            every = enumerate(question["stellingen"], 1)
            given_to = [(label, scores(f"score-{n}", forms)) for n, label in every]
            return with_halves([scaled(label, int(question["tot"]), given) for label, given in given_to], given_to)
        case "formulier":
            return in_words([column(n, asked, forms) for n, asked in enumerate(question["velden"], 1)])
        case "woorden":
            return [(text, str(n)) for text, n in Counter(form["woord-1"][0] for form in forms).items()]
        case _:
            return []


def column(number: int, asked: Mapping[str, Any], forms: Sequence[Form]) -> list[str]:
    """What everybody filled in at a field of a form, a choice by its words."""
    if asked.get("soort") == "keuze":
        chosen = (form.get(f"veld-{number}", [""])[0] for form in forms)
        return [asked["opties"][int(place)] if place else "" for place in chosen]
    return [form.get(f"veld-{number}-1", [""])[0] for form in forms]


def scaled(label: str, high: int, given: Sequence[int]) -> tuple[str, ...]:
    """A statement with its scores and the middle one."""
    each = (str(given.count(score)) for score in range(1, high + 1))
    return (label, str(len(given)), *each, spoken(statistics.median(given)))


def with_halves(
    rows: Sequence[tuple[str, ...]], given_to: Sequence[tuple[str, Sequence[int]]]
) -> list[tuple[str, ...]]:
    """The rows with what is left of five scores or more without the lowest and the highest quarter."""
    if all(len(given) < 5 for _, given in given_to):
        return list(rows)
    return [(*row, middle_half(given)) for row, (_, given) in zip(rows, given_to, strict=True)]


def middle_half(given: Sequence[int]) -> str:
    """`3 tot 4` or `steeds 3`; nothing of fewer than five."""
    if len(given) < 5:
        return ""
    left = sorted(given)[len(given) // 4 : len(given) - len(given) // 4]
    return f"steeds {left[0]}" if left[0] == left[-1] else f"{left[0]} tot {left[-1]}"


def judged(item: str, levels: Sequence[int]) -> tuple[str, ...]:
    """An item of a checklist with its score: ja 1, deels a half, nee 0."""
    ja, deels, nee = (levels.count(level) for level in range(3))
    return (item, str(ja), str(deels), str(nee), spoken((ja + deels / 2) / len(levels), 2))


def judged_as(words: Sequence[str], item: str, levels: Sequence[int]) -> tuple[str, ...]:
    """An item of a checklist with words of its own, and the word that most chose."""
    times = [levels.count(level) for level in range(len(words))]
    most = max(times)
    return (item, *map(str, times), words[times.index(most)] if times.count(most) == 1 else "verdeeld")


MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def in_words(columns: Sequence[Sequence[str]]) -> Rows:
    """Filled-in forms, an ISO date among them in words."""
    return [
        tuple(re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", day_in_words, said) for said in row)
        for row in zip(*columns, strict=True)
    ]


def day_in_words(found: re.Match[str]) -> str:
    """`12 december 2026`."""
    return f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}"


def by_side(word: str, question: Mapping[str, Any], forms: Sequence[Form], roles: Sequence[str]) -> list[Rows]:
    """The same per role, in the order of the roles."""
    sides = dict.fromkeys(roles)
    return [
        counted(word, question, [form for form, own in zip(forms, roles, strict=True) if own == side]) for side in sides
    ]


# The room and its report


@dataclass
class Part:
    """What stands under one heading: the paragraphs, and the tables by their captions."""

    said: list[str] = field(default_factory=list)
    tables: dict[str, Rows] = field(default_factory=dict)
    rest: "Part | None" = None
    """What an appendix has, where the body tells a part of it; or the cell of a canvas in which it stands."""

    @property
    def written(self) -> "Part":
        """Where all that people wrote stands."""
        return self.rest or self

    @property
    def filled_in(self) -> dict[str, Rows]:
        """The tables, a table of which the body has the first rows as the appendix has it."""
        return {**self.tables, **(self.rest.tables if self.rest else {})}

    def times(self, text: str) -> int:
        """How often a text was written: it is told once, with how often it came."""
        lines = self.written.said
        told = (re.fullmatch(rf"{re.escape(text)} \((\d+)×\)", said) for said in lines)
        return lines.count(text) + sum(int(found[1]) for found in told if found)

    def table(self, caption: str) -> Rows:
        """The rows under the header of the one table whose caption begins like this."""
        (found,) = (rows for name, rows in self.filled_in.items() if name.startswith(caption))
        return found[1:]


class Report:
    """A Word file by its headings."""

    def __init__(self, path: Path) -> None:
        self.parts: dict[str, list[Part]] = {}
        self._headings: list[tuple[str, str, Part]] = []
        self.pictures: list[str] = []
        """What is said of each picture to who can't see it."""
        part, caption = Part(), ""
        around: list[tuple[str, Part]] = []
        """The headings that are open, each with all that stands under it and under the lower ones."""
        document = docx.Document(str(path))
        self.pictures += [shape._inline.docPr.get("descr", "") for shape in document.inline_shapes]
        for block in document.iter_inner_content():
            if isinstance(block, Paragraph):
                if block.style is not None and (block.style.name or "").startswith("Heading"):
                    part, level = Part(), block.style.name or ""
                    around = [*(one for one in around if one[0] < level), (level, Part())]
                    self.parts.setdefault(block.text, []).append(around[-1][1])
                    self._headings.append((level, block.text, part))
                caption = block.text
                for one in (part, *(whole for _, whole in around)):
                    one.said.append(block.text)
            else:
                for one in (part, *(whole for _, whole in around)):
                    one.tables[caption] = [tuple(cell.text for cell in row.cells) for row in block.rows]
        for heading, parts in self.parts.items():
            for rest in self.parts.get(f"{heading} (alles)", ()):
                parts[0].rest = rest
            if told := re.search(r"Wat er is ingevuld, staat in ‘.+?’, bij ‘(.+?)’\.", " ".join(parts[0].said)):
                (parts[0].rest,) = self.parts[told[1]]

    @property
    def text(self) -> str:
        """All that is read, in paragraphs and in tables."""
        parts = [part for _, _, part in self._headings]
        cells = [cell for part in parts for rows in part.tables.values() for row in rows for cell in row]
        return "\n".join([said for part in parts for said in part.said] + cells)

    def chapters(self, heading: str) -> list[list[Part]]:
        """What stands under a heading, each time that it comes, and under the lower ones that follow it."""
        found: list[list[Part]] = []
        above = ""
        for level, text, part in self._headings:
            if text == heading or (above and level <= above):
                above = level if text == heading else ""
            if text == heading:
                found.append([])
            if above:
                found[-1].append(part)
        return found

    def chapter(self, heading: str) -> list[Part]:
        """All of these, behind each other."""
        return [part for parts in self.chapters(heading) for part in parts]

    def appendix(self, heading: str) -> list[Part]:
        """What an appendix tells whole of the rounds under a heading; nothing where the body tells it all."""
        whole = [text for text in self.parts if re.fullmatch(rf"{re.escape(heading)} \((ronde \d+, )?alles\)", text)]
        return [part for text in whole for part in self.chapter(text)]

    def __getitem__(self, heading: str) -> Part:
        """What stands under this heading, which stands there once."""
        (part,) = self.parts[heading]
        return part


class Room:
    """A workshop in a folder, with what everybody answered kept beside it."""

    def __init__(self, folder: SessionFolder, workshop: Workshop) -> None:
        self.folder = folder
        self.workshop = workshop
        self.given: dict[str, tuple[Activity, list[Form], list[str]]] = {}

    def card(self, name: str) -> Card:
        """A card of the session, the hunt included."""
        card = self.workshop.course.find(name)
        assert card is not None, f"there is no card {name}"
        return card

    async def ask(self, name: str, fill: Fill, roles: Sequence[str] = (), again: str = "nieuw") -> str:
        """Show the card, let everybody fill in its form, close the round, show the result; gives the round's id."""
        await self.workshop.do(GoTo(name))
        await self.workshop.do(OpenRound(again))
        asked = self.workshop.session.open_round
        assert asked is not None
        forms = fill(asked.activity)
        played = [roles[n % len(roles)] for n in range(len(forms))] if roles else halves(len(forms))
        await asyncio.gather(
            *(
                self.workshop.cast(f"telefoon-{n}", asked.id, form, role=role)
                for n, (form, role) in enumerate(zip(forms, played, strict=True))
            )
        )
        await self.workshop.do(CloseRound())
        await self.workshop.do(ShowResult())
        assert asked.answers == len(forms)
        self.given[asked.id] = (asked.activity, forms, played)
        return asked.id

    async def play(self, name: str, script: str) -> str:
        """Ask a card with a script."""
        said = answers(script)
        assert len(said) >= 10, f"{name}: a scripted group has ten or more voters, here {len(said)}"
        return await self.ask(name, lambda asked: [filled(asked.word, one) for one in said])

    async def report(self) -> Report:
        """End the session and open the report that is written from its folder."""
        course = self.workshop.course
        await self.workshop.do(End())
        await self.workshop.close()
        path = self.folder.path.parent / "verslag.docx"
        write_report(*self.folder.read_session(), path, course)
        return Report(path)

    def check(self, report: Report, round_id: str, title: str) -> None:
        """What the report says of a round is what was answered in it."""
        activity, forms, roles = self.given[round_id]
        part = report[title]
        assert activity.question == title or activity.question in part.said
        if activity.word != "profiel":
            assert any(said.startswith(f"{len(forms)} antwoorden") for said in part.said)
        texts = Counter(values[0] for form in forms for name, values in form.items() if is_text(activity, name))
        if activity.moderated:
            assert not any(part.times(text) for text in texts), "nobody showed them"
            return
        assert {text: part.times(text) for text in texts} == texts
        rows = counted(activity.word, activity.data, forms)
        sides = by_side(activity.word, activity.data, forms, roles) if activity.by_role else []
        if not rows:
            return
        first = next(iter(part.filled_in.values()))
        if "Verschil" in first[0]:  # another question stands beside it
            at = first[0].index("Verschil") - 1
            assert sorted(
                (row[0], row[1]) for row in without_shares([(row[0], row[at]) for row in first[1:]])
            ) == sorted(rows)
            return
        if len(rows[0]) == 2:
            columns = [[row[1] for row in side] for side in sides]
            rows = [(*row, *(column[place] for column in columns)) for place, row in enumerate(rows)]
        else:
            for role, side in zip(dict.fromkeys(roles), sides, strict=bool(sides)):
                (caption,) = (name for name in part.filled_in if f", {role} (" in name)
                assert sorted(part.table(caption)) == sorted(side)
        told = without_shares(next(iter(part.filled_in.values()))[1:])
        assert sorted(each_once(told, len(rows[0]))) == sorted(rows)


def without_shares(rows: Rows) -> Rows:
    """The counts of a table, without the percentages that stand beside them where roles differ in size."""
    return [(row[0], *(re.sub(r"^(\d+) \(\d+%\)$", r"\1", cell) for cell in row[1:])) for row in rows]


def each_once(rows: Rows, width: int) -> Rows:
    """The rows of a table, one that came more often as often as it came."""
    return [row[:width] for row in rows for _ in range(int(row[-1].rstrip("×")) if len(row) > width else 1)]


def halves(voters: int) -> list[str]:
    """The roles of a scripted group."""
    return [SIDES[n * 2 >= voters] for n in range(voters)]


def is_text(activity: Activity, name: str) -> bool:
    """Whether a text under this name stands in the report as it was written."""
    return activity.word not in ("formulier", "woorden", "markt") and any(
        isinstance(f, Texts) and name in f.inputs for f in activity.fields()
    )


@functools.cache
def kompas() -> DeckSet:
    """The deck, with beren, party-cipatie and leerstijlen linked to it."""
    return load_decks(["kompas"])


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    folder = SessionFolder(tmp_path / "sessie")
    with folder.lock():
        workshop = await open_workshop(folder, kompas(), ev.Details(title="Een middag Kompas"), clock=clock)
        yield Room(folder, workshop)
        await workshop.close()


# The rows that are asked card by card


LEVELS = ["Gezamenlijk bestuur", "Coproduceren", "Adviseren", "Raadplegen", "Informeren"]
SPOKEN = {
    "wat", "themas", "waarom", "wie-mist", "plan-binnen", "wanneer", "mijlpalen", "hoe-nu", "eigenaar", "weeg-voor",
}  # fmt: skip
TOLD_APART = {"K1", "K13", "K16", "K19"}
"""Rows with a course of their own, further down."""


def test_every_row_of_the_kompas_has_a_journey() -> None:
    assert set(ROWS) | TOLD_APART == {f"K{number}" for number in range(21)}


@pytest.mark.parametrize("row", ROWS)
async def test_the_cards_of_a_row_are_asked_and_stand_in_the_report(row: str, room: Room) -> None:
    asked = {name: await room.play(name, script) for name, script in ROWS[row].items()}
    titles = {name: room.card(name).title for name in asked}
    report = await room.report()
    for name, round_id in asked.items():
        room.check(report, round_id, titles[name])


@pytest.mark.parametrize("side", range(3))
async def test_k0_the_cards_speak_to_the_side_that_was_chosen(side: int, room: Room) -> None:
    plain = {card.address: len(card.passages) for card in room.workshop.course.cards}
    asked = await room.play("route", f"{side} {side} 0 1 2 {side} {side} 0 1 2 {side}")
    option = room.given[asked][0].data["opties"][side]
    spoken_to = [card for card in room.workshop.course.cards if len(card.passages) > plain[card.address]]
    assert {card.address for card in spoken_to} == SPOKEN
    for card in spoken_to:
        assert card.sides is not None
        assert card.passages[-1].text == dict(card.sides.texts)[option]
    report = await room.report()
    said = "\n".join(report["Wie begint er?"].said)
    assert f"‘{option}’" in said
    assert "7 van de 11 deelnemers kiezen dit" in said


async def test_k8_the_milestones_stand_in_the_report_in_the_order_of_their_days(room: Room) -> None:
    script = ROWS["K8"]["mijlpalen"]
    await room.play("mijlpalen", script)
    days = sorted((parts[1].strip(), parts[0].strip()) for said in answers(script) if (parts := said.split("+")))
    told = (await room.report())["Reken terug"].table("Wat er is ingevuld")
    assert [(row[1], row[0]) for row in told] == [(*in_words([[day]])[0], what) for day, what in days]
    assert told[0][1] == "30 november 2026"


async def test_k9_the_shift_from_now_to_wanted_is_told_per_level(room: Room) -> None:
    for name, script in ROWS["K9"].items():
        await room.play(name, script)
    report = await room.report()
    now, wanted = (Counter(answers(script)) for script in ROWS["K9"].values())
    shares = [(100 * now[str(n)] / 12, 100 * wanted[str(n)] / 12) for n in range(5)]
    rows = report["Hoe ver willen we gaan?"].table("Aantal keer gekozen, bij ‘Hoe ver gaan we nu?’ (12 antwoorden)")
    shift = {row[0].partition(":")[0]: row[1:] for row in rows}
    assert {level: told[:2] for level, told in shift.items()} == {
        level: (f"{now[str(n)]} ({spoken(a, 0)}%)", f"{wanted[str(n)]} ({spoken(b, 0)}%)")
        for n, (level, (a, b)) in enumerate(zip(LEVELS, shares, strict=True))
    }
    assert (now["1"], wanted["1"], shift[LEVELS[1]][2]) == (0, 6, "+50")
    assert (now["4"], wanted["4"], shift[LEVELS[4]][2]) == (5, 0, "\u221242")


PRINCIPLES = [
    "Persoonlijke uitnodiging", "Aantrekkelijke locatie", "Lekkers", "Dress-up", "Doe iets", "Verrassing",
    "Zegt ’t voort",
]  # fmt: skip


def means_of(judgements: Sequence[str]) -> list[float]:
    """The score of every principle: ja 1, deels a half, nee 0."""
    return [statistics.mean("ndj".index(one[place]) / 2 for one in judgements) for place in range(7)]


async def test_k11_an_open_principle_becomes_an_action_point(room: Room) -> None:
    name = "party-cipatie/score"
    await room.play(name, ROWS["K11"][name])
    await room.workshop.do(Agree("Verrassing: een koor op de stoep", "de muziekschool", "2026-12-05"))
    report = await room.report()
    part = report["Hoe feestelijk zijn wij?"]
    means = means_of(answers(ROWS["K11"][name]))
    still_open = [item for item, mean in zip(PRINCIPLES, means, strict=True) if mean < 0.75]
    assert still_open == PRINCIPLES[3:]
    (told,) = (said for said in part.said if said.startswith("Een onderdeel staat nog open als "))
    assert re.findall("‘([^‘]+)’(?=[,. ])", told) == still_open
    assert {row[0]: row[-1] for row in part.table("Aantal deelnemers per antwoord")} == {
        item: spoken(mean, 2) for item, mean in zip(PRINCIPLES, means, strict=True)
    }
    actions = report["Actiepunten"].table("Wie wat doet")
    assert actions == [("Verrassing: een koor op de stoep", "de muziekschool", "5 december 2026", part.said[0])]


# The rows with a course of their own


async def test_k1_the_plate_fills_from_not_yet_by_busy_to_done(room: Room) -> None:
    card = room.card("praatplaat")
    plate = card.plate
    assert plate is not None

    def state(key: str) -> tuple[str, int, str]:
        found = progress_in_room(room.workshop.session, room.workshop.course, card)
        (one,) = (one for one in found if one.point.key == key)
        return one.state, one.answers, one.top.in_words if one.top else ""

    keys = [point.key for point in (*plate.points, *plate.below)]
    assert [state(key) for key in keys] == [(NOT_YET, 0, "")] * 10
    assert [point.to for point in plate.below if room.card(point.to).activity is None] == [
        "beren/welkom", "leerstijlen/welkom", "party-cipatie/welkom",
    ], "a point leads to its first question, or through its welcome"  # fmt: skip
    await room.workshop.do(GoTo("wat"))
    assert state("1") == (BUSY, 0, "")
    await room.play("wat", ROWS["K2"]["wat"])
    assert state("1")[:2] == (BUSY, 10)
    themes = [int(one) for said in answers(ROWS["K2"]["themas"]) for one in said.split(",")]
    (most, times), *_ = Counter(themes).most_common(1)
    asked = await room.play("themas", ROWS["K2"]["themas"])
    assert state("1") == (BUSY, 12, f"{room.given[asked][0].data['opties'][most]} · {times}×")
    dream = await agree_on_a_dream(room)
    assert state("1") == (DONE, 10, f"{dream} · 9×")
    assert [state(key)[0] for key in keys[1:]] == [NOT_YET] * 9
    await room.play("party-cipatie/score", ROWS["K11"]["party-cipatie/score"])
    assert state("0")[:2] == (BUSY, 10)
    await room.workshop.do(GoTo("praatplaat"))
    report = await room.report()
    told = {row[0]: row[1:] for row in report["De praatplaat"].table("Hoe ver de groep kwam bij elk punt")}
    assert told["WAT: Wat wil je bereiken?"] == (
        "klaar",
        "10",
        "Wat zie je als onze droom is uitgekomen?",
        f"{dream} · 9×",
    )
    assert told["PARTY-cipatie"][:2] == ("bezig", "10")
    assert [row[0] for row in told.values()] == ["klaar", *["nog niet"] * 8, "bezig"]
    (picture,) = (one for one in report.pictures if one.startswith("Praatplaat"))
    assert "met 10 punten: 1 klaar, 1 bezig en 8 nog niet." in picture


async def agree_on_a_dream(room: Room) -> str:
    """Support one of the dreams that were written, and consent to it; gives the dream."""
    supported = await room.ask("wat", lambda asked: [{"steun": ["2"]}] * 9 + [{"steun": ["1"]}], again="steun")
    dream: str = room.given[supported][0].data["opties"][2]
    await room.play("ambitie", "0 / 0 / 1 + Ook voor ouderen / 0 / 0 / 2 / 0 / 0 / 0 / 0 / 0")
    return dream


async def test_k1_what_lies_elsewhere_colours_its_point_too_but_is_not_where_it_goes_on(room: Room) -> None:
    card = room.card("praatplaat")
    await room.play("route", ROWS["K0"]["route"])
    await room.play("stap", "Ik bel de school" + " / Ik vraag het" * 9)
    await room.workshop.do(DrawQuestion())
    states = {one.point.title: one for one in progress_in_room(room.workshop.session, room.workshop.course, card)}
    assert [title for title, one in states.items() if one.state == BUSY] == ["WIE", "HOE", "Al doende leren"]
    assert states["WIE"].next == "wie"


async def test_k2_the_dream_that_most_support_is_agreed_and_comes_back_at_the_weighing(room: Room) -> None:
    await room.play("wat", ROWS["K2"]["wat"])
    dream = await agree_on_a_dream(room)
    scores_given = "5 4 4 3 5 4 2 4 5 1"
    await room.play("weeg-droom", scores_given)
    report = await room.report()
    assert any(dream in said for said in report["Onze gedeelde droom"].said)
    assert "Ook voor ouderen" in "\n".join(report["Onze gedeelde droom"].said)
    weighed = report["Past het bij onze droom?"]
    assert dream in "\n".join(weighed.said)
    told = [row[1] for row in next(iter(weighed.tables.values()))[1:]]
    assert told == [str(scores_given.count(str(score))) for score in range(1, 6)]


async def test_k18_an_own_principle_is_scored_like_the_others(room: Room) -> None:
    await room.play("eigen-uitgangspunt", ROWS["K18"]["eigen-uitgangspunt"])
    supported = await room.ask(
        "eigen-uitgangspunt", lambda asked: [{"steun": ["2"]}] * 9 + [{"steun": ["1"]}], again="steun"
    )
    own: str = room.given[supported][0].data["opties"][2]
    scores_given = "5 4 4 3 5 2 4 4 1 3"
    await room.play("eigen-cijfer", scores_given)
    scored = (await room.report())["Doen wij dat ook?"]
    assert own in "\n".join(scored.said)
    told = [row[1] for row in next(iter(scored.tables.values()))[1:]]
    assert told == [str(scores_given.count(str(score))) for score in range(1, 6)]


WEIGHED = {
    # a contribution: what ten voters say of it (telt mee, deels, telt niet mee)
    "Meer groen": (8, 1, 1),
    "Meer contact": (3, 6, 1),
    "Te duur": (1, 2, 7),
    "Wie ruimt op?": (9, 1, 0),
}


async def test_k12_per_contribution_it_is_told_whether_it_counts_and_why(room: Room) -> None:
    await room.play("weeg-voor", "Meer groen / Meer contact" + " / Meer groen" * 8)
    await room.play("weeg-tegen", "Te duur / Wie ruimt op?" + " / Te duur" * 8)

    def weighed(asked: Activity) -> list[Form]:
        items: list[str] = asked.data["items"]
        assert sorted(items) == sorted(WEIGHED)
        told = {item: [level for level, times in enumerate(WEIGHED[item]) for _ in range(times)] for item in items}
        forms = [{f"item-{n}": [str(told[item][voter])] for n, item in enumerate(items, 1)} for voter in range(10)]
        forms[0][f"idee-{items.index('Te duur') + 1}-1"] = ["De sponsor betaalt de helft"]
        return forms

    await room.ask("weeg-inbreng", weighed)
    part = (await room.report())["Wat doen we met elk punt?"]
    told = {row[0]: row[1:4] for row in next(iter(part.tables.values()))[1:]}
    assert told == {item: tuple(map(str, counts)) for item, counts in WEIGHED.items()}
    assert part.times("De sponsor betaalt de helft") == 1
    assert any("Telt mee: " in said and "Meer groen" in said for said in part.said)


GROUPS = {
    # group: how many support it, its places (interest by influence), one a voter
    "De bewoners": (9, "9,3 8,2 9,4 7,3 9,2 8,3 9,5 8,4 9,3 8,2"),
    "De winkels": (8, "6,5 5,5 7,6 6,4 5,5 6,6 7,5 6,5 5,4 6,6"),
    "De school": (7, "7,4 7,5 8,4 6,4 7,3 8,5 7,4 7,4 6,4 8,4"),
    "De wethouder": (6, "4,9 5,10 3,9 4,9 5,8 4,10 4,9 3,9 5,9 4,9"),
    "De wijkagent": (5, "5,6 4,6 5,7 5,5 6,6 5,6 4,6 5,7 5,6 5,6"),
    "De jongeren": (4, "10,1 9,1 9,2 10,0 8,1 9,1 10,2 9,1 9,1 10,1"),
    "De vogels": (1, ""),
}


def supporting(asked: Activity, chosen: Sequence[Sequence[str]]) -> list[Form]:
    """The forms of voters who support these texts, which are listed by chance."""
    listed: list[str] = asked.data["opties"]
    return [{"steun": [str(listed.index(text)) for text in texts]} for texts in chosen]


async def test_k4_the_groups_with_most_support_are_laid_on_the_field(room: Room) -> None:
    written = [*GROUPS, "De bewoners van nu", "De pers", "De bus"]
    await room.ask("wie", lambda asked: [{"tekst-1": [group]} for group in written])
    chosen = [[group for group, (supporters, _) in GROUPS.items() if n < supporters] for n in range(9)]
    await room.ask("wie", functools.partial(supporting, chosen=chosen), again="steun")
    strongest = list(GROUPS)[:6]
    places = {group: [place.split(",") for place in GROUPS[group][1].split()] for group in strongest}
    laid = [
        {
            f"plek-{n}-{axis}": [places[group][voter][axis == "y"]]
            for n, group in enumerate(strongest, 1)
            for axis in "xy"
        }
        for voter in range(10)
    ]
    await room.ask("krachtenveld", lambda asked: laid)
    report = await room.report()
    supported = {row[0]: row[1] for row in report["Wie horen erbij?"].table("Teksten")}
    assert {group: supported[group] for group in GROUPS} == {group: str(n) for group, (n, _) in GROUPS.items()}
    assert report["Wie staat waar?"].table("De gemiddelde plek") == [
        (
            f"{group} ({number})",
            *(spoken(statistics.mean(int(place[axis]) for place in places[group])) for axis in (0, 1)),
        )
        for number, group in enumerate(strongest, 1)
    ]


BEARS = "5,1 5 5,2 1,5 1 5 2 1,2,5 5 1,2 5,11 3"
"""Geld, then (Priori)tijd, then Mandaat en zeggenschap are met most."""

HUNT = {
    # bear: where it lives (individu, structuur, cultuur), the dots on its tips
    "Geld": ("1 1 1 2 1 0 1 2 1 1", "0,0,2/2/2,2,3/0/2 + Zoek een sponsor/1,2,6/6/0,2/5/2"),
    "(Priori)tijd": ("0 0 1 0 2 0 0 1 0 0", "1,1,1 3 3,4 3 0,3 6 3,3 2 1 3"),
    "Mandaat en zeggenschap": ("0 1 1 0 1 2 1 1 0 1", "0 0,0 0,2 3 0 4,5,6 0 1 3 0"),
}


OWN_BEARS = "Ruzie / Regen / Onrust / Stress / Roddel / Verhuizing / Files / Kou / Hitte / Schaamte"


async def test_k13_a_bear_that_the_group_names_itself_is_hunted_like_the_others(room: Room) -> None:
    await room.play("beren/tellen", BEARS)
    await room.play("beren/eigen-beer", "Haast" + " / Haast" * 8 + " / Ruzie")
    await room.workshop.do(GoFurther(1))
    assert room.workshop.card.title == "Haast"
    await room.workshop.do(GoFurther(1))
    await room.play(room.workshop.card.address, "1 1 0 1 2 1 1 0 1 1")
    report = await room.report()
    assert len(report.parts["Berenjacht: Haast"]) == 1


async def test_k13_the_three_biggest_bears_are_hunted_and_a_tip_becomes_an_action_point(room: Room) -> None:
    counting = await room.play("beren/tellen", BEARS)
    named: list[str] = room.given[counting][0].data["opties"]
    met = Counter(int(one) for said in answers(BEARS) for one in said.split(","))
    biggest = [named[place] for place, _ in met.most_common(3)]
    assert biggest == list(HUNT)
    await room.play("beren/eigen-beer", OWN_BEARS)
    hunted: dict[str, str] = {}
    for bear, (lives, tips) in HUNT.items():
        await room.workshop.do(GoFurther(1))
        card = room.workshop.card
        assert (card.title, card.bear is not None) == (bear, True)
        steps = ("leeft", lives), ("wie", " / ".join(f"groep {n} + jager {n}" for n in range(10))), ("tips", tips)
        for name, script in steps:
            await room.workshop.do(GoFurther(1))
            assert room.workshop.card.address == f"{card.address}-{name}"
            hunted[await room.play(room.workshop.card.address, script)] = room.workshop.card.title
    money = room.card("geld-tips").hunted
    assert money is not None
    await room.workshop.do(GoTo("geld-tips"))
    await room.workshop.do(Agree(money.tips[2], "de ondernemers", "2026-12-12"))
    report = await room.report()
    room.check(report, counting, "We tellen de beren")
    for round_id, title in hunted.items():
        room.check(report, round_id, title)
    for bear in HUNT:
        assert len(report.parts[f"Berenjacht: {bear}"]) == 1
    (agreed,) = (said for said in report["Geld: actiepunten"].said if "Houd een potje" in said)
    assert "de ondernemers" in agreed
    assert "12 december 2026" in agreed
    actions = report["Actiepunten"].table("Wie wat doet")
    dots = sum(map(int, (form.get("stickers-3", ["0"])[0] for form in room.given["geld-tips-1"][1])))
    origin = f"Beer: Geld ({dots} stickers)"
    assert actions == [("Houd een potje vrij voor kleine plannen", "de ondernemers", "12 december 2026", origin)]


VOTERS = [
    # fourteen choices, by turns on voelen (-) or denken (+) and on doen (-) or kijken (+): scored by hand
    ("--------------", "Jouw antwoorden passen het best bij de doener."),
    ("++++++++++++++", "Jouw antwoorden passen het best bij de denker."),
    ("-+-+-+-+-+-+-+", "Jouw antwoorden passen het best bij de bezinner."),
    ("+-+-+-+-+-+-+-", "Jouw antwoorden passen het best bij de beslisser."),
    ("+-+-+-+-+-----", "Jouw antwoorden passen het best bij de beslisser."),  # voelen 2, denken 5; doen 7, kijken 0
    ("+-+-+-+-------", "Je zit tussen de doener en de beslisser in."),  # voelen 3, denken 4; doen 7, kijken 0
    ("-+-+-+-+-+----", "Jouw antwoorden passen het best bij de bezinner."),  # voelen 7, denken 0; doen 2, kijken 5
    ("+++-----------", "Jouw antwoorden passen het best bij de doener."),  # voelen 5, denken 2; doen 6, kijken 1
    ("+-+-+-------.-", "Je zit tussen de doener en de beslisser in."),  # voelen 3, denken 3; doen 7
    ("-+-+-+-------.", "Je zit tussen de doener en de bezinner in."),  # voelen 7; doen 3, kijken 3
    ("++++++--------", "Je zit in het midden: alle stijlen passen bij je."),  # 4 and 3; 4 and 3
    ("+.............", "Je zit tussen de denker en de beslisser in."),  # one answer: denken 1; doen 0, kijken 0
]  # fmt: skip

MIXES = {
    "the voters above": (
        [choices for choices, _ in VOTERS],
        {"doener": 2, "bezinner": 2, "denker": 1, "beslisser": 2, "tussen twee stijlen": 5},
        [
            "De stijlen zijn gelijk verdeeld. Wissel dus vaak van aanpak.",
            "Begin met iets doen. Vermijd een lange uitleg vooraf. Dat past bij 2 van de 12 mensen.",
            "Geef vooraf tijd om na te denken. Vermijd een rondje waarin iedereen meteen iets moet zeggen. "
            "Dat past bij 2 van de 12 mensen.",
            "Laat zien wat je er morgen aan hebt. Vermijd een gesprek zonder einde. Dat past bij 2 van de 12 mensen.",
            "Vergeet ‘denker’ niet, al is er maar één. Leg kort uit hoe alles samenhangt. Vermijd losse weetjes.",
        ],
    ),
    "mostly thinkers": (
        ["+" * 14] * 7 + ["+-" * 7] * 4,
        {"doener": 0, "bezinner": 0, "denker": 7, "beslisser": 4},
        [
            "Leg kort uit hoe alles samenhangt. Vermijd losse weetjes. Dat past bij 7 van de 11 mensen.",
            "Laat zien wat je er morgen aan hebt. Vermijd een gesprek zonder einde. Dat past bij 4 van de 11 mensen.",
            "‘doener’ en ‘bezinner’ ontbreken. Wie neemt die rollen vandaag op zich?",
        ],
    ),
    "only doers": (
        ["-" * 14] * 10,
        {"doener": 10, "bezinner": 0, "denker": 0, "beslisser": 0},
        [
            "Begin met iets doen. Vermijd een lange uitleg vooraf. Dat past bij 10 van de 10 mensen.",
            "‘bezinner’, ‘denker’ en ‘beslisser’ ontbreken. Wie neemt die rollen vandaag op zich?",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("mix", MIXES)
async def test_k16_a_group_sees_its_mix_and_what_that_asks(mix: str, room: Room) -> None:
    choices, styles, advice = MIXES[mix]
    asked = await room.ask("leerstijlen/vragen", lambda asked: [filled("profiel", voter) for voter in choices])
    if mix == "the voters above":
        activity, outcomes = room.given[asked][0], []
        for n in range(len(choices)):
            ballot = room.workshop.voters.ballot_of(f"telefoon-{n}", room.workshop.session.rounds[asked])
            assert ballot is not None
            said = activity.private_outcome(ballot.answer)
            assert said[-1] == "Dit is geen echte test, maar een begin van een gesprek."
            outcomes.append(said[0])
        assert outcomes == [outcome for _, outcome in VOTERS]
    part = (await room.report())["Wat past het best bij jou?"]
    assert part.table("Aantal deelnemers per stijl") == [(name, str(n)) for name, n in styles.items()]
    at = part.said.index("Wat deze mix vraagt")
    assert part.said[at + 1 : at + 1 + len(advice)] == advice
    assert not any("Jouw antwoorden" in said or "Tip:" in said for said in part.said), "an outcome is private"
    assert any("geen echte test" in said for said in part.said)


async def test_k16_the_cards_around_the_profile_are_asked_too(room: Room) -> None:
    scripts = {
        "leerstijlen/herken": "0 1 1 2 0 0 3 1 0 2",
        "leerstijlen/nodig": "Een pauze / Iets te doen / Een voorbeeld / Stilte / Koffie / Uitleg / "
        "Frisse lucht / Een plan / Meer tijd / Een kleine groep",
        "leerstijlen/begin": "1023 1203 2103 1032 0123 1302 1023 3102 1023 2130",
        "leerstijlen/doorontwikkelen": "1 1,3 0 2 1,2 1 3 1 0,1 2",
    }
    await room.workshop.do(GoTo("leerstijlen/geen-test"))
    asked = {name: await room.play(name, script) for name, script in scripts.items()}
    titles = {name: room.card(name).title for name in asked}
    report = await room.report()
    for name, round_id in asked.items():
        room.check(report, round_id, titles[name])
    assert "Dit is geen echte test" in [row[0] for row in report["Verloop"].table("Wat aan bod kwam")]


async def test_k17_who_wants_to_learn_finds_who_can_teach(room: Room) -> None:
    ask, offer = "Verbinden: hoe begin ik?", "Verbinden: loop een dag mee"
    await room.ask(
        "leerstijlen/helpen",
        lambda asked: [{"vraag-1": [ask]}, {"aanbod-1": [offer]}, *[{"vraag-1": ["Stil zijn"]}] * 8],
    )
    report = await room.report()
    part = report["Wie helpt wie?"]
    assert part.said.index("Nog gevraagd") < part.said.index(ask) < part.said.index("Nog aangeboden")
    assert part.said.index("Nog aangeboden") < part.said.index(offer)
    assert part.times("Stil zijn") == 8


async def test_k19_a_question_is_drawn_once_and_what_was_said_is_kept(room: Room) -> None:
    fan = room.card("waaier").fan
    assert fan is not None
    assert [(topic, len(set(questions))) for topic, questions in fan.topics] == [
        (topic, 11)
        for topic in ("WAT", "WAAROM", "WIE", "WANNEER", "HOE", "WEEG", "Beren", "Wind mee", "Leren", "Uitgangspunten")
    ]
    await room.workshop.do(GoTo("waaier"))
    for _ in range(11):
        await room.workshop.do(DrawQuestion("WIE"))
    await room.workshop.do(DrawQuestion())
    drawn = [one.question for one in room.workshop.session.drawn]
    last_topic = next(topic for topic, questions in fan.topics if drawn[-1] in questions)
    assert len(set(drawn)) == 12
    assert set(drawn[:11]) == set(fan.questions("WIE"))
    await room.workshop.do(TakeNote("De buurvrouw van de bakker kent iedereen."))
    (note,) = room.workshop.session.written_of(ev.NoteTaken)
    assert isinstance(note, ev.NoteTaken)
    assert note.about == drawn[-1]
    report = await room.report()
    assert report.text.count("De buurvrouw van de bakker kent iedereen.") == 1
    assert "De groep trok 12 vragen uit de waaier." in report["Gesprekswaaier"].said
    assert set(drawn[:11]) <= set(report["WIE"].said)
    assert (drawn[-1], "De buurvrouw van de bakker kent iedereen.") in report[last_topic].table("Vragen")


async def test_k19_a_phone_puts_a_question_in_the_fan_once_the_facilitator_shows_it(room: Room) -> None:
    workshop = room.workshop
    asked = await room.ask(
        "eigen-vraag", lambda asked: [{"tekst-1": ["Waar is de koffie?"]}, {"tekst-1": ["Wie is er boos?"]}]
    )

    def topics() -> dict[str, tuple[str, ...]]:
        fan = room.card("waaier").fan
        assert fan is not None
        return dict(fan.topics)

    before = topics()
    assert not any("koffie?" in question for questions in before.values() for question in questions)
    ids = {item.text: item.id for item in workshop.session.rounds[asked].texts()}
    await workshop.do(GoTo("waaier"))
    await workshop.do(Moderate(ids["Waar is de koffie?"], "toon"))
    assert topics()["Eigen vragen"] == ("Waar is de koffie?",)
    await workshop.do(Moderate(ids["Waar is de koffie?"], "groepeer", group="wie"))
    assert topics()["WIE"][-1] == "Waar is de koffie?"
    assert "Eigen vragen" not in topics()
    await workshop.do(DrawQuestion("WIE", lambda left: left[-1]))
    assert workshop.session.drawn[-1].question == "Waar is de koffie?"
    await workshop.do(Moderate(ids["Waar is de koffie?"], "verberg"))
    assert topics() == before
    report = await room.report()
    assert "Wie is er boos?" not in report.text
    assert "Waar is de koffie?" not in report.text
