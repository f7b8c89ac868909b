"""`kompas afdrukken`: a Word file where it was asked, and a sentence where that can't be."""

from pathlib import Path

import docx
import pytest

from tests.cli.running import call

pytestmark = pytest.mark.slow


def test_it_goes_into_exports_or_where_it_is_asked(tmp_path: Path) -> None:
    done = call("afdrukken", "party-cipatie", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "exports" / "afdrukken-party-cipatie.docx"
    assert done.stdout.strip().endswith(str(path))
    assert docx.Document(str(path)).paragraphs[1].text == "Op papier"
    asked = ("--uit", "map/blad.docx", "--nummers", "3")
    assert call("afdrukken", "party-cipatie", *asked, home=tmp_path).returncode == 0
    assert (tmp_path / "map" / "blad.docx").is_file()
    done = call("afdrukken", "--kaarten", "4", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(docx.Document(str(tmp_path / "exports" / "kaarten-4.docx")).inline_shapes) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("party-cipati",), "Bedoel je ‘party-cipatie’?"),
        (("party-cipatie", "--uit", "blad.pdf"), "Laat ‘blad.pdf’ eindigen op .docx."),
    ],
)
def test_what_can_not_be_printed_is_said(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = call("afdrukken", *words, home=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr + done.stdout
    assert not list(tmp_path.glob("**/*.docx"))
