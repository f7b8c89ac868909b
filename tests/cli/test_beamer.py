"""The real `kompas demo` in a real terminal."""

import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.cli.running import PROGRAM, environment
from tests.ports import free_port
from tests.waiting import eventually

CHECKOUT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")]


class Terminal:
    """A terminal of 100 by 30 that runs one command and then says its exit code."""

    def __init__(self, *args: str, home: Path, program: Sequence[str] = PROGRAM) -> None:
        self._socket = f"kompas-{uuid.uuid4().hex[:8]}"
        program = " ".join((*program, *args))
        shell = f"{program}; echo klaar-$?; read -r _"
        values = [
            f"{name}={value}" for name, value in environment(home).items() if name not in ("TMUX", "COLUMNS", "LINES")
        ]
        self._tmux(
            "new-session", "-d", "-x", "100", "-y", "30", "-c", str(home), "env", "-i", *values, "sh", "-c", shell
        )

    def _tmux(self, *args: str) -> str:
        done = subprocess.run(["tmux", "-L", self._socket, *args], capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys."""
        self._tmux("send-keys", *keys)

    @property
    def screen(self) -> str:
        """What is on it."""
        return self._tmux("capture-pane", "-p")

    def shows(self, text: str) -> str:
        """The screen, once this text is on it."""
        try:
            return eventually(lambda: screen if text in (screen := self.screen) else "")
        except AssertionError:
            raise AssertionError(f"{text} not on: {self.screen}") from None

    def close(self) -> None:
        """End it, with what runs in it."""
        self._tmux("kill-server")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for everything."""
    return tmp_path


@pytest.fixture
def demo(home: Path) -> Iterator[Terminal]:
    """A demo with five phones."""
    terminal = Terminal("demo", "--deelnemers", "5", home=home)
    yield terminal
    terminal.close()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """`kompas` as pip installs it from the built wheel, in an environment in which only what it needs is seen."""
    wheels, place = tmp_path / "wiel", tmp_path / "omgeving"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", ".", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(wheels)]
    subprocess.run([*pip, *build], check=True, cwd=CHECKOUT)
    venv.create(place, with_pip=False)
    (wheel,) = wheels.iterdir()
    subprocess.run(
        [*pip, "--python", str(place / "bin" / "python"), "install", "--no-deps", "--no-index", str(wheel)], check=True
    )
    (site,) = (place / "lib").glob("python*/site-packages")
    # A path that is added so is no place for editable installs: only the wheel's own Kompas can be found.
    (site / "wat-nodig-is.pth").write_text(sysconfig.get_paths()["purelib"])
    return place / "bin" / "kompas"


def test_the_demo_of_a_wheel_lives_makes_a_report_and_leaves_the_terminal_as_it_was(
    installed: Path, home: Path
) -> None:
    empty = home / "leeg"
    empty.mkdir()
    where = subprocess.run(
        [installed.with_name("python"), "-c", "import kompas_tui as k, kompas_tui.deck_files as d; "
         "print(k.__file__); print(*d.shipped_decks().values())"],
        cwd=empty, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert where[0].startswith(str(home / "omgeving"))
    assert len(where[1].split()) == len(list((CHECKOUT / "decks").glob("*.md")))
    assert str(CHECKOUT / "decks") not in where[1]
    demo = Terminal("demo", "--deelnemers", "5", home=empty, program=[str(installed)])
    try:
        demo.shows("5 deelnemers")
        demo.press("v")
        eventually(lambda: list(empty.glob("exports/*.docx")))
        demo.press("C-q")
        demo.shows("auzeren")
        demo.press("Enter")
        screen = demo.shows("klaar-0")
    finally:
        demo.close()
    assert "sleutel-van-de-test" not in screen, "the room reads along when the beamer is closed"
    assert "Traceback" not in screen


def test_a_deck_that_is_wrong_is_said_after_the_screen_closed(home: Path) -> None:
    (home / "fout.md").write_text("# Zonder begin")
    terminal = Terminal("start", "fout.md", "--poort", str(free_port()), home=home)
    try:
        assert "fout.md:1: Het begin ontbreekt." in terminal.shows("klaar-1")
    finally:
        terminal.close()


def test_the_facilitator_works_beside_the_beamer_and_nothing_of_that_stands_on_it(demo: Terminal, home: Path) -> None:
    demo.shows("5 deelnemers")
    desk = Terminal("regie", home=home)
    try:
        desk.shows("Noem zelf geen beer.")
        desk.press("o")
        desk.shows("Ronde 1 is open.")
        # A round without answers that just opened is not closed: the key may be held down.
        eventually(lambda: re.search(r"[1-5] klaar", desk.screen))
        desk.press("o")
        desk.shows("Alleen jij")
        desk.press("k")
        desk.shows("wat is besloten?")
        desk.press("We gaan op jacht", "Enter")
        desk.shows("Het besluit is bewaard.")
        seen = demo.screen
        assert not [said for said in ("besl", "jacht", "Noem zelf", "hulp", "notitie") if said in seen]
        desk.press("s")
        desk.shows("de oogst")
        desk.press("C-q")
        desk.shows("Alleen dit venster sluiten")
        desk.press("Enter")
        desk.shows("klaar-0")
        demo.shows("bevestig of plan")
    finally:
        desk.close()
