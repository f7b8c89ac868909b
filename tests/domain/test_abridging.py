"""Long labels in a few words: never two that look alike, and the whole of each is told beside them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.outcome import Means, abridged, outcome_of
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report import build_report
from kompas_tui.domain.report.document import Bullets, Figures, Section
from kompas_tui.domain.result.abridging import LONG, WHOLE_TEXTS, compared_by, relabelled, short_names, whole_texts
from kompas_tui.domain.result.comparison import compared
from kompas_tui.domain.result.shapes import Axes, AxesPoint, Bar, Bars, Distribution, Stacked, Unit
from kompas_tui.export.data import session_data
from kompas_tui.tui.drawing.lines import told_apart
from kompas_tui.web.shown import shown_result
from kompas_tui.workshop.commands.asking import CloseRound
from tests.export import sessions as s
from tests.workshop.rooms import opened, workshop

SAME = "We willen dat de gemeente elk jaar samen met de bewoners van de buurt kijkt wat er nodig is op het plein, "
LONGER = SAME * 4


@given(st.lists(st.text("ab ", min_size=1, max_size=400).map(str.strip).filter(bool), min_size=2, max_size=60))
def test_no_two_short_forms_look_alike_and_all_is_told_whole(labels: list[str]) -> None:
    labels = list(dict.fromkeys(labels))
    result = Bars(tuple(Bar(label, 1) for label in labels), 1, Unit.CHOSEN)
    names = short_names(result)
    if all(len(label) <= LONG for label in labels):
        assert names == {}
        return
    renamed = relabelled(result, names)
    assert isinstance(renamed, Bars)
    short = [bar.label for bar in renamed.bars]
    assert len(set(short)) == len(labels)
    assert all(len(one) <= 100 for one in short)
    whole = whole_texts(names)
    assert all(one.endswith("…") is any(text.startswith(f"{n}. ") for text in whole) for n, one in enumerate(short, 1))


@given(st.lists(st.text("abc …", min_size=1, max_size=60), min_size=1, max_size=30, unique=True), st.integers(16, 40))
def test_labels_on_one_line_are_told_apart(labels: list[str], width: int) -> None:
    labels = list(dict.fromkeys(" ".join(label.split()) or "x" for label in labels))
    lines = told_apart(labels, width)
    assert len(set(lines)) == len(labels)
    assert {len(line) for line in lines} == {width}


async def test_a_long_statement_is_short_in_figures_and_whole_below_them_and_in_the_data() -> None:
    said = [f"{LONGER}{end}" for end in ("morgens", "middags", "avonds")]
    listed = "".join(f"  - {text}\n" for text in said)
    deck = f"---\ntitel: x\n---\n# A {{#a}}\n```schaal\nvraag: Wat?\nstellingen:\n{listed}```\n"
    room = await workshop(("proef", deck, False))
    asked = await opened(room, "a")
    for number in range(6):
        form = {f"score-{n}": [str(1 + (n * number) % 5)] for n in (1, 2, 3)}
        await room.cast(f"t{number}", asked.id, form)
    await room.do(CloseRound())
    outcome = outcome_of(room.session, asked)
    assert len(outcome.sentence) < 400
    told = abridged(outcome)
    assert isinstance(told.outcome.result, Distribution)
    assert isinstance(outcome.result, Distribution)
    assert [row.counts for row in told.outcome.result.rows] == [row.counts for row in outcome.result.rows]
    assert told.whole == tuple(f"{n}. {text}" for n, text in enumerate(said, 1))
    shown = shown_result(outcome)
    assert [table.caption for table in shown.tables] == ["Alle antwoorden", WHOLE_TEXTS]
    assert [row.cells[0] for row in shown.tables[1].rows] == list(told.whole)
    assert all(len(row.cells[0]) < 110 for row in shown.tables[0].rows)
    card = _card(build_report(room.session, room.head, room.course).sections)
    (figures,) = [block for block in card.blocks if isinstance(block, Figures)]
    assert all(len(str(row[0])) < 110 for row in figures.table.rows)
    (whole,) = [block for block in card.blocks if isinstance(block, Bullets) and block.caption == WHOLE_TEXTS]
    assert whole.items == told.whole
    data = session_data(room.session, room.head)["rondes"][0]
    assert [one["optie"] for one in data["uitslag"]["opties"]] == said


def _card(sections: tuple[Section, ...]) -> Section:
    return next(part for section in sections for part in section.parts if part.heading == "A")


def test_ideas_and_comparisons_follow_the_short_names() -> None:
    items = [f"{LONGER}een", f"{LONGER}twee"]
    asked = read_activity("checklist", {"vraag": "Wat?", "items": items})
    result = asked.tally([Ballot("m", {"item-1": 0, "idee-1": ["Doe het"]}, "r")])
    short = relabelled(result, short_names(result))
    assert isinstance(short, Stacked)
    assert short.ideas[0].group == short.rows[0].label
    assert compared(short, short) is not None


def test_points_that_moved_and_hands_in_the_room_follow_the_short_names() -> None:
    said = (f"{LONGER}een", f"{LONGER}twee")

    def field(x: float) -> Axes:
        return Axes(("l", "r"), ("o", "b"), tuple(AxesPoint(label, x, 5, 1) for label in said), 1)

    names = short_names(field(1))
    shift = compared(field(1), field(8))
    assert shift is not None
    moves = compared_by(shift, names).moves
    assert moves is not None
    assert [(move.before.label, move.label) for move in moves.each] == [(names[label], names[label]) for label in said]
    session = s.one_round({"soort": "keuze", "vraag": "Wat?", "opties": list(said)}, s.choices(3, 2))
    outcome = outcome_of(session, next(iter(session.rounds.values())))
    assert isinstance(outcome.result, Bars)
    apart = (("telefoons", outcome.result), ("handen in de zaal", outcome.result))
    means = abridged(replace(outcome, means=Means(5, 4, 0, apart))).outcome.means
    assert means is not None
    bars = [bar for _, part in means.apart if isinstance(part, Bars) for bar in part.bars]
    assert [bar.label for bar in bars] == [names[label] for label in said] * 2
