"""A script that shares no code with Kompas comes to the same figures, receipts and chain."""

import ast
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Records,
    Stacked,
    TextList,
    Words,
)
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import session_data
from kompas_tui.journal import LogJournal, read_log
from tests import natellen
from tests.export.evening import evening_events
from tests.export.sessions import one_round

SCRIPT = Path(__file__).parents[1] / "natellen.py"
Figures = dict[str, list[float]]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of an evening with every kind, appended in groups of a few."""
    path = tmp_path_factory.mktemp("avond") / "logboek.jsonl"
    journal, events = LogJournal(path), evening_events()
    for place in range(0, len(events), 3):
        journal.append(events[place : place + 3])
    journal.close()
    return path


def recounted(path: Path) -> Any:
    done = subprocess.run([sys.executable, "-I", SCRIPT, path], capture_output=True, check=True)
    return json.loads(done.stdout)


def ours(asked: Round) -> list[list[float]]:
    """The figures of a round as Kompas has them, before what the facilitator arranged."""
    match asked.activity.tally(tuple(asked.ballots.values())):
        case Bars() as bars:
            return [[bar.count for bar in bars.bars]]
        case Distribution() as spread:
            return [list(row.counts) for row in spread.rows]
        case Stacked() as stacked:
            return [list(row.counts) for row in stacked.rows]
        case Axes() as axes:
            return [
                [round((point.x or 0) * point.answers), round((point.y or 0) * point.answers)] for point in axes.points
            ]
        case _:
            return []


def theirs(asked: Round, counted: dict[str, Any], like: list[list[float]]) -> list[list[float]]:
    """The figures of the script in the same form; texts beside a choice are no figures here."""
    fields = [figures for _, figures in sorted(counted["cijfers"].items()) if isinstance(figures, dict)]
    first = 1 if asked.activity.word == "schaal" else 0
    return [
        [figures.get(str(place + first), 0) for place in range(len(row))]
        for row, figures in zip(like, fields, strict=True)
    ]


def test_the_script_comes_to_the_same_figures_receipts_and_chain(log: Path) -> None:
    found, check = recounted(log), read_log(log)
    session = Session(event for event, _ in check.records)
    assert (found["gebeurtenissen"], found["laatste_controlegetal"]) == (session.length, check.head)
    assert found["verkeerde_kenmerken"] == []
    assert found["rondes"].keys() == session.rounds.keys()
    compared = 0
    for name, asked in session.rounds.items():
        counted = found["rondes"][name]
        assert counted["antwoorden"] == asked.answers
        assert counted["kenmerken"] == sorted(ballot.receipt for ballot in asked.ballots.values())
        if rows := ours(asked):
            assert theirs(asked, counted, rows) == rows, name
            compared += 1
    assert compared >= 15


def by_name(asked: Round) -> dict[str, int]:
    """What a kind without options came to, each by its name."""
    match asked.activity.tally(tuple(asked.ballots.values())):
        case Words() as words:
            return {word.text.casefold(): word.count for word in words.words}
        case Profile() as profile:
            return {style.name: style.count for style in profile.styles}
        case PinMap() as pins:
            return {cluster.spot.label.removeprefix("vak "): cluster.pins for cluster in pins.clusters}
        case Records() as forms:
            return {"formulieren": len(forms.rows)}
        case Pairs() as pairs:
            return {"vraag": len(pairs.asks), "aanbod": len(pairs.offers)}
        case TextList() as texts:
            return dict(Counter(item.text for item in texts.items))
        case _:
            return {}


_AREAS = {"het plein": ["0", "0.5", "0.3", "0.5"], "het water": ["0.3", "0.5", "0.7", "0.5"]}
_PINS = ((0, 0), (1000, 1000), (300, 500), (299, 999), (125, 167), (124, 166), (375, 333), (999, 499), (1000, 0))
_PROFILE = {
    "assen": [{"naam": "een", "min": "a", "plus": "b"}, {"naam": "twee", "min": "c", "plus": "d"}],
    "items": [{"as": axis, "min": f"{axis} {n} min", "plus": f"{axis} {n} plus"}
              for axis in ("een", "twee") for n in range(7)],
    "stijlen": [{"naam": "".join(ends), "bij": ends} for ends in (["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"])],
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (
            {"soort": "prik", "vraag": "Waar?", "beeld": "stad", "vlakken": _AREAS, "alt": "De straat"},
            [{"prik": [list(pin)]} for pin in _PINS],
        ),
        (
            {"soort": "profiel", "vraag": "Hoe leer jij?", **_PROFILE},
            [{f"item-{n}": int(n <= most) for n in range(1, 15)} for most in range(15)],
        ),
        ({"soort": "woorden", "vraag": "Wat?", "max": 2}, [{"woord": ["Tijd", ""]}, {"woord": ["", "tijd"]}]),
        (
            {"soort": "open", "vraag": "Wat?", "tafels": "ja"},
            [{"tekst": ["Een bank", ""], "tafel": ["3"]}, {"tekst": ["Een boom"], "tafel": ["4"]}],
        ),
    ],
    ids=["prik", "profiel", "woorden", "open"],
)
def test_the_script_counts_what_lies_at_an_edge_or_was_left_empty(
    question: dict[str, Any], answers: list[dict[str, Any]]
) -> None:
    session = one_round(question, answers)
    figures = {name: amount for name, amount in by_name(session.rounds["vraag-1"]).items() if amount}
    assert natellen.named_figures(question, answers) == figures


def test_the_script_comes_to_the_same_words_styles_spots_texts_tables_and_differences(log: Path) -> None:
    found = recounted(log)
    session = Session(event for event, _ in read_log(log).records)
    told = {one["ronde_id"]: one for one in session_data(session, "")["rondes"]}
    kinds, tables = set(), 0
    for name, asked in session.rounds.items():
        if figures := by_name(asked):
            kinds.add(asked.activity.word)
            assert found["rondes"][name]["bij_naam"] == figures, name
        for part in told[name].get("per_tafel", ()):
            (counted,) = found["rondes"][name]["per_tafel"][part["tafel"].removeprefix("tafel ")].values()
            assert [*counted.values()] == [option["aantal"] for option in part["uitslag"]["opties"]]
            tables += 1
    assert kinds == {"woorden", "profiel", "prik", "formulier", "markt", "open", "vragen"}
    assert tables >= 4
    assert found["eerst_en_nu"].keys() == {"eerst-2", "voorstel-2"}
    for name, rows in found["eerst_en_nu"].items():
        options = told[name]["vergelijking"]["opties"]
        assert rows == [[one["eerst"], one["nu"], one["verschil"]] for one in options]
    for name, roles in found["per_rol"].items():
        assert [option["aantal"] for part in told[name]["per_rol"] for option in part["uitslag"]["opties"]] == [
            amount for counts in roles.values() for amount in counts
        ]
        (whole,) = found["rondes"][name]["cijfers"].values()
        summed = [sum(counts) for counts in zip(*roles.values(), strict=True)]
        assert summed == [whole.get(str(place), 0) for place in range(len(summed))], "nobody is counted twice or missed"
    assert {"eerst-1", "eerst-2"} <= found["per_rol"].keys()


def test_the_script_notices_what_kompas_notices(log: Path, tmp_path: Path) -> None:
    data = log.read_bytes()
    for place in random.Random(8).sample(range(len(data)), 12):
        changed = bytearray(data)
        changed[place] ^= 1
        path = tmp_path / "logboek.jsonl"
        path.write_bytes(changed)
        done = subprocess.run([sys.executable, "-I", SCRIPT, path], capture_output=True, check=False)
        assert done.returncode


def test_the_script_imports_nothing_of_kompas() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [alias.name for node in imported for alias in node.names]
    assert not [name for name in names if "kompas" in name or "msgspec" in name]


def test_the_script_counts_own_tips_beside_the_stickers() -> None:
    assert natellen.figures_of("stickers", 2, [["Begin klein"], ["Vraag de bakker"]]) == 2
    assert natellen.figures_of("stickers", 2, [[2, 1], [0, 3]]) == {0: 2, 1: 4}
