"""`controleer` and `nieuw`."""

from pathlib import Path

import pytest

from tests.cli.running import call

TEN_MISTAKES = """---
titel: Tien fouten
duur: lang
bewarn: 90
---

# Een

```keuze
vraag: Wat kies je?
opties: [a]
```

# Twee {#Twee!}

```meerkeuzen
vraag: Wat?
```

# Drie {#drie}

```stickers
vraag: Wat?
aantal: nul
opties:
  - a
  - a
```

# Vier {#drie}

```rangorde
vraag: Wat?
```

# Vijf

```schaal
vraag: Wat?
tot: 99
```
"""
LINES = [3, 4, 11, 14, 16, 24, 27, 30, 32, 40]


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "fout.md").write_text(TEN_MISTAKES)
    done = call("controleer", "fout.md", home=tmp_path)
    assert done.returncode == 1
    found = [int(line.split(":")[1]) for line in done.stdout.splitlines()]
    assert found == LINES, done.stdout
    assert all(line.startswith("fout.md:") for line in done.stdout.splitlines())


def test_a_wrong_deck_never_starts(tmp_path: Path) -> None:
    (tmp_path / "fout.md").write_text(TEN_MISTAKES)
    done = call("zonder-scherm", "fout.md", "--sessie", "mijn", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert [int(line.split(":")[1]) for line in done.stderr.splitlines()] == LINES
    assert not (tmp_path / "mijn").exists()


def test_the_shipped_decks_are_fine(tmp_path: Path) -> None:
    from kompas_tui.deck_files.library import shipped_folder

    done = call("controleer", shipped_folder(), home=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("kaartensets in orde.\n")


def test_a_wrong_deck_in_a_folder_does_not_hide_another(tmp_path: Path) -> None:
    for name in ("een.md", "twee.md"):
        (tmp_path / name).write_text("# Zonder begin\n")
    done = call("controleer", ".", home=tmp_path)
    assert done.returncode == 1
    assert "een.md:1:" in done.stdout
    assert "twee.md:1:" in done.stdout


@pytest.mark.parametrize("name", ["mijn-set", "mijn-set.md"])
def test_a_new_deck_passes_the_check_and_shows_every_kind(name: str, tmp_path: Path) -> None:
    from kompas_tui.domain.kinds import DECK_KINDS

    done = call("nieuw", name, home=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "mijn-set.md").read_text()
    assert all(f"```{kind}\n" in text for kind in (*DECK_KINDS, "beer", "praatplaat", "waaier", "regie"))
    assert call("controleer", "mijn-set.md", home=tmp_path).stdout == "1 kaartenset in orde.\n"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "er.md").write_text("van mij")
    done = call("nieuw", "er", home=tmp_path)
    assert done.returncode == 1
    assert "is er al" in done.stderr
    assert (tmp_path / "er.md").read_text() == "van mij"
