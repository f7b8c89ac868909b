"""A design played from its deck to its report: steered by the remote, answered by phones, all over real HTTP."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from kompas_tui.deck_files import shipped_decks
from kompas_tui.export import write_report
from kompas_tui.journal import SessionFolder
from kompas_tui.simulation.pages import SeenForm
from tests.designs.people import PEOPLE, ByPage, Person, Words
from tests.designs.tally import Count, Rows
from tests.journeys.test_kompas import Part, Report
from tests.web.room import ServedRoom, served
from tests.web.test_desk import logged_in
from tests.web.test_photo import photo, send

DECKS = Path(__file__).parent / "decks"
AT_TABLE, ON_PAPER = "Het nummer van je tafel", "Je stemcode"
SHARED = (AT_TABLE, ON_PAPER)
"""What says with whom an answer is shared; of all that name the same the last counts."""

Says = Callable[[int, "Evening"], Words | ByPage | None]
"""What a person answers, by their number and how the evening went so far; None stays silent."""
Order = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """A round on a card: what everybody answers, and how it is counted here."""

    card: str
    says: Says
    count: Count
    again: str = "nieuw"
    joins: Callable[[int], Mapping[str, str]] = lambda number: {}
    """What each person has chosen beside it: a role, a table."""
    during: Callable[["Evening"], Sequence[Order]] = lambda evening: ()
    """What the facilitator does when all have answered, before the round closes."""
    for_table: bool = False
    """Whether of all at a table that was chosen the last answer counts."""


@dataclass(frozen=True, slots=True)
class Do:
    """What the facilitator does between the rounds: an order of the remote, or some made of what came in."""

    orders: Callable[["Evening"], Sequence[Order]]


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photo that the facilitator takes on a card, and what there is to see on it."""

    card: str
    seen: str


Step = Ask | Do | Photograph


@dataclass(frozen=True, slots=True)
class Design:
    """A design: its script, what people join with, and what its report must say beside the figures."""

    steps: Sequence[Step]
    told: Callable[["Evening"], Sequence[str]] = lambda evening: ()
    chapters: Callable[["Evening"], Mapping[str, Rows]] = lambda evening: {}
    """What else must stand in the report, by its heading."""


@dataclass(slots=True)
class Asked:
    """What was asked and answered in a round: what counts, and what the page named."""

    step: Ask
    answers: list[Words]
    named: list[str]
    title: str = ""

    @property
    def rows(self) -> Rows:
        """The rows that the report must have of it."""
        return self.step.count(self.answers, self.named)


@dataclass(slots=True)
class Evening:
    """The evening under way, with all that was sent kept beside it."""

    room: ServedRoom
    folder: Path
    remote: httpx.AsyncClient
    people: list[Person]
    asked: list[Asked] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        """The codes that were printed on paper."""
        return (self.folder / "stemcodes").read_text(encoding="utf-8").split()

    def last(self, card: str) -> Asked:
        """The last round on this card."""
        return [one for one in self.asked if one.step.card == card][-1]

    def outcome(self, card: str) -> dict[str, Any]:
        """The last result of this card as the remote tells it."""
        result: dict[str, Any] = [one for one in self.state["uitslagen"] if one["kaart"] == card][-1]
        return result

    async def order(self, **order: Any) -> None:
        """Give an order to the remote."""
        reply = await self.remote.post("/regie/opdracht", json=order)
        assert reply.status_code == 200, (order, reply.text)
        self.state = reply.json()

    async def play(self, step: Step) -> None:
        """Do a step."""
        if isinstance(step, Do):
            for order in step.orders(self):
                await self.order(**order)
            return
        if isinstance(step, Photograph):
            await self.order(opdracht="ga", kaart=step.card)
            reply = await send(await logged_in(self.room), photo(), tekst=step.seen)
            assert "De foto staat in het verslag." in reply.text
            return
        await self.order(opdracht="ga", kaart=step.card)
        await self.order(opdracht="open", ronde=step.again)
        kept: dict[str, Words] = {}
        named: list[str] = []
        sorts: set[bool] = set()
        for person in self.people:
            person.questions += 1
            page = await person.look(step.joins(person.number))
            said = step.says(person.number, self)
            if said is None:
                continue
            words, forms = await person.answer(said, page)
            sorts.add(person.has_script)
            for form in forms:
                named += [name for name in names_on(form, words) if name not in named]
            kept[sharing(step, person, words)] = {name: said for name, said in words.items() if name not in SHARED}
        assert sorts == {True, False}, f"{step.card} was answered with the script, and without it"
        self.state = (await self.remote.get("/regie/stand")).json()
        for order in step.during(self):
            await self.order(**order)
        assert self.state["antwoorden"] == len(kept), step.card
        await self.order(opdracht="sluit")
        await self.order(opdracht="toon")
        title = next(card.title for card in self.room.workshop.course.every if card.address == step.card)
        self.asked.append(Asked(step, list(kept.values()), named, title))


def sharing(step: Ask, person: Person, words: Words) -> str:
    """For whom a person answers: a table, a code on paper, else only the own phone."""
    if step.for_table:
        return person.group or person.joined["tafel"]
    return str(next((words[name] for name in SHARED if name in words), f"telefoon {person.number}"))


def names_on(form: SeenForm, words: Words) -> list[str]:
    """What the open question names: the options of its only group, or the groups and inputs of a form of several."""
    asked = [control for control in form.asked if control.label not in SHARED]
    groups = list(dict.fromkeys(control.group or control.label for control in asked))
    if len(groups) > 1 and "" not in words:
        return groups
    return [control.label for control in asked if control.group == asked[0].group]


async def held(
    name: str, design: Design, folder: Path, arrives: Callable[[ServedRoom, int], Person] | None = None
) -> tuple[Evening, Report]:
    """Hold the evening with forty people; gives what was sent, and the report.

    The first of them `arrives` with a phone of their own, where that is given.
    """
    kept = SessionFolder(folder / "sessie")
    path = DECKS / f"{name}.md"
    async with served(kept, path if path.exists() else shipped_decks()[name]) as room:
        code = room.workshop.session.code
        people = [Person(room.client(), code, number) for number in range(PEOPLE)]
        if arrives is not None:
            people[0] = arrives(room, 0)
        evening = Evening(room, kept.path, room.remote(), people)
        for person in people:
            await person.look({})
            await person.look({})  # it is known once its cookie came back
        for step in design.steps:
            await evening.play(step)
        course = room.workshop.course
        await evening.order(opdracht="stop")
    path = folder / "verslag.docx"
    session, head = kept.read_session()
    write_report(session, head, path, course, kept.pictures(session))
    return evening, Report(path)


def bare(cell: str) -> str:
    """A figure without the percentage that stands behind it."""
    return re.sub(r"^([\d.]+) \([\d,]+%\)$", r"\1", cell)


def in_parts(parts: Sequence[Part], rows: Rows, appendix: Sequence[Part] = ()) -> bool:
    """Whether a table, or the bullets, under a heading hold these rows and no others.

    Where long labels are told in a few words, these parts or the appendix have them whole.
    """
    lines = [line for part in (*parts, *appendix) for line in part.said]
    width = len(rows[0])
    if width == 1:
        times = Counter(row[0] for row in rows)
        if all(sum(part.times(text) for part in parts) == many for text, many in times.items()):
            return True
    return any(
        sorted(each_once(with_whole_labels(lines, without_numbers(side)), len(told[0]))) == sorted(told)
        for told in (rows, without_what_is_the_same(rows), *without_answers(rows))
        for part in parts
        for table in part.tables.values()
        for side in (table[1:], *then_and_now(table), *texts_of_groups(table))
    )


def texts_of_groups(table: Rows) -> Iterator[Rows]:
    """Of texts that stand in one table with the table that each was written at: the texts alone."""
    if "Tekst" in table[0][1:]:
        at = table[0].index("Tekst")
        yield [row[at:] for row in table[1:]]


def without_answers(rows: Rows) -> Iterator[Rows]:
    """The rows of scores without how many answered, which is told above the table where that of then stands in it."""
    if len(rows[0]) > 3 and len({row[1] for row in rows}) == 1:
        yield [(row[0], *row[2:]) for row in rows]


def then_and_now(table: Rows) -> Iterator[Rows]:
    """Of a question that was asked again the rows of each round: a label, and its count without the share behind it.

    And how often each score was given now, with its measure, where the one of then stands beside that.
    """
    if "Verschil" in table[0]:
        for place in range(1, table[0].index("Verschil")):
            yield [(row[0], row[place].partition(" (")[0]) for row in table[1:]]
        last = table[0].index("Verschil")  # before it the measure of then, and the one of now
        yield [(*row[: last - 2], row[last - 1], *row[last + 1 :]) for row in table[1:]]


def without_what_is_the_same(rows: Rows) -> Rows:
    """The rows without what is the same in all of them, as how many answered: above the table that is told once."""
    differing = [0, *(place for place in range(1, len(rows[0])) if len({row[place] for row in rows}) > 1)]
    return [tuple(row[place] for place in differing) for row in rows] if len(differing) > 1 else rows


def without_numbers(table: Rows) -> Rows:
    """The rows without the numbers behind their labels, by which they stand in a drawing."""
    labels = [row[0].removesuffix(f" ({number})") for number, row in enumerate(table, 1)]
    if any(label == row[0] for label, row in zip(labels, table, strict=True)):
        return table
    return [(label, *row[1:]) for label, row in zip(labels, table, strict=True)]


def with_whole_labels(lines: Sequence[str], table: Rows) -> Rows:
    """The rows with the whole texts that stand beside them by number, where long labels are told in a few words."""
    numbered = [re.fullmatch(r"(\d+)\. (.+)", row[0], re.DOTALL) for row in table]
    if not all(numbered):
        return table
    whole = {found[1]: found[2] for line in lines if (found := re.fullmatch(r"(\d+)\. (.+)", line, re.DOTALL))}
    return [
        (whole.get(found[1], found[2]), *row[1:])
        for found, row in zip(numbered, table, strict=True)
        if found is not None
    ]


def each_once(table: Rows, width: int) -> Rows:
    """The rows of a table in so many columns, one that came more often as often as it came."""
    rows = []
    for row in table:
        times = int(row[-1][:-1]) if len(row) > width and re.fullmatch(r"\d+×", row[-1]) else 1
        rows += [(row[0], *map(bare, row[1:width]))] * times
    return rows
