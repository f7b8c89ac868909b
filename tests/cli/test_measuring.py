"""`kompas meting`: a short run with the real server, log and phones, and what is said of a run."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kompas_tui.cli.measured import measured_in_words, verdict_of
from kompas_tui.cli.measuring import Burst, Measured, Plan, Return, is_borne, measure
from tests.waiting import eventually

SHORT = Plan(turns=1, seconds=0.2, phones=8, voters=20, burst=60, returning=40, few=50, many=1_200)
GOOD = Measured(
    saved=2_000, unsaved=2_200, bare=4_000, bursts=(Burst(2_000, 2_000, 0.8, 0.5),),
    back=Return(500, 500, 0.5, 0.2), few=1_000, many=50_000,
    at_few=2_000, at_many=1_950, first_frame=0.6, empty_frame=0.5,
)  # fmt: skip


@pytest.mark.slow
async def test_a_short_run_measures_everything_and_saves_every_answer() -> None:
    told: list[str] = []
    measured = await measure(SHORT, told.append)
    assert [line[:7] for line in told] == ["1 van 5", "2 van 5", "3 van 5", "4 van 5", "5 van 5"]
    first = measured.bursts[0]
    assert (first.phones, first.saved) == (60, 60)
    assert (measured.back.phones, measured.back.served) == (40, 40)
    for figure in (
        measured.saved, measured.unsaved, measured.bare, first.within, first.bare_within,
        measured.at_few, measured.at_many, measured.first_frame, measured.empty_frame,
    ):  # fmt: skip
        assert figure > 0


def test_each_ratio_stands_beside_its_promise() -> None:
    said = measured_in_words(GOOD)
    assert said[-1] == "Deze laptop kan 2000 telefoons aan die allemaal tegelijk antwoorden."
    assert [line.strip() for line in said if "gehaald" in line] == [
        "Vergeleken met dezelfde weg zonder bewaren: 0,91 (minstens 0,85: gehaald)",
        "Vergeleken met een kale server: 0,5 (minstens 0,45: gehaald)",
        "Vergeleken met een kale server: 1,6 (hooguit 2: gehaald)",
        "Vergeleken met een kale server: 2,5 (hooguit 3: gehaald)",
        "Zoveel langer dan na 1000 antwoorden: 1,03 (hooguit 1,1: gehaald)",
        "Vergeleken met een leeg scherm: 1,2 (hooguit 1,3: gehaald)",
    ]
    assert "500 telefoons komen tegelijk terug: alle zijn geholpen, de laatste na 0,5 seconden." in said
    assert "2000 telefoons tegelijk: alle antwoorden zijn bewaard, 95 van de 100 binnen 0,8 seconden." in said


def test_a_promise_that_is_not_kept_is_said_too() -> None:
    slow = measured_in_words(replace(GOOD, saved=1_000, first_frame=0.9))
    assert sum("niet gehaald" in line for line in slow) == 3


@pytest.mark.parametrize(
    ("bursts", "said"),
    [
        ((Burst(2_000, 1_999, 0.8, 0.5), Burst(1_000, 1_000, 0.4, 0.3)), "kan 1000 telefoons aan"),
        ((Burst(2_000, 2_000, 3.5, 1), Burst(1_000, 1_000, 2.5, 1), Burst(500, 500, 1.9, 1)), "kan 500 telefoons aan"),
        ((Burst(2_000, 2_000, 3.5, 1), Burst(1_000, 1_000, 2.5, 1)), "heeft het te druk"),
    ],
)
def test_no_more_phones_are_promised_than_were_served_well(bursts: tuple[Burst, ...], said: str) -> None:
    assert said in verdict_of(replace(GOOD, bursts=bursts))
    assert not is_borne(bursts[0])


def test_ctrl_c_stops_a_measurement_in_a_word() -> None:
    """The terminal sends it to every process of its group; the one that plays the phones is in none of the terminal."""
    command = subprocess.Popen(
        [sys.executable, "-m", "kompas_tui", "meting"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
    )  # fmt: skip
    with command:
        children = Path(f"/proc/{command.pid}/task/{command.pid}/children")
        eventually(lambda: [os.getpgid(int(child)) == int(child) for child in children.read_text().split()] == [True])
        os.killpg(command.pid, signal.SIGINT)
        _, complaint = command.communicate()
    assert (complaint.strip(), command.returncode) == ("Gestopt.", 1)
