"""The settings: what they change, and what is said of what means nothing."""

import json
from pathlib import Path

from kompas_tui.tui.settings import Settings, read_settings


def _read(tmp_path: Path, **saved: object) -> Settings:
    path = tmp_path / "instellingen.json"
    path.write_text(json.dumps(saved), encoding="utf-8")
    return read_settings(path)


def test_what_means_something_is_taken_and_nothing_is_said(tmp_path: Path) -> None:
    settings = _read(tmp_path, thema="donker", toetsen={"volgende": "f3", "cijfer-1": "f2"})
    assert settings == Settings("donker", {"volgende": "f3", "cijfer-1": "f2"})


def test_an_unknown_theme_and_an_unknown_id_are_named_with_the_nearest_right_word(tmp_path: Path) -> None:
    settings = _read(tmp_path, thema="donkr", toetsen={"volgend": "x"})
    assert settings.theme == "licht"
    assert settings.problems == (
        "Het thema ‘donkr’ ken ik niet. Bedoel je ‘donker’?",
        "De toets voor ‘volgend’ in de instellingen doet niets. Bedoel je ‘volgende’?",
    )


def test_a_key_that_is_bound_twice_is_said(tmp_path: Path) -> None:
    settings = _read(tmp_path, toetsen={"notitie": "u"})
    assert settings.problems == (
        "De toets ‘u’ staat in de instellingen bij ‘uitslag’ en ‘notitie’. Kies er een andere bij.",
    )


def test_two_that_change_places_do_not_clash(tmp_path: Path) -> None:
    assert _read(tmp_path, toetsen={"notitie": "u", "uitslag": "n"}).problems == ()


def test_a_key_of_the_library_and_one_of_a_session_may_be_the_same(tmp_path: Path) -> None:
    assert _read(tmp_path, toetsen={"gids-sessie": "u"}).problems == ()


def test_no_settings_are_no_problem(tmp_path: Path) -> None:
    assert read_settings(None) == read_settings(tmp_path / "niet-hier.json") == Settings()


def test_keys_that_are_no_list_of_keys_are_said(tmp_path: Path) -> None:
    assert _read(tmp_path, toetsen=["x"]).problems == (
        "‘toetsen’ in de instellingen hoort een lijst met namen en toetsen te zijn.",
    )
