"""The phone in other languages: which one a phone gets, how it is chosen, and that each catalogue is whole."""

import re
from collections.abc import Iterator

import httpx
import pytest

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.result.shapes import Bar, Bars, Unit
from kompas_tui.web.languages import LANGUAGE_NAMES, SOURCE, best_language, catalogue, language
from kompas_tui.web.pages import in_language, phone_script
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from tests.catalogues import PACKAGE, forms_of, in_source
from tests.web.room import ANSWERS, PageReader, ServedRoom

LARGEST, LARGEST_FIRST, LARGEST_LATER = 14_000, 6_000, 2_048
HOLE = re.compile(r"\{\w+\}|<[^>]+>")
VOTES = Bars((Bar("Ja", 7), Bar("Nee", 2)), 9, Unit.CHOSEN)


@pytest.mark.parametrize("code", [code for code in LANGUAGE_NAMES if code != SOURCE])
def test_a_catalogue_has_every_message_of_the_source_and_no_other(code: str) -> None:
    """What is missing is filled in after `python -m tests.catalogues`."""
    held, source = catalogue(code), in_source()
    assert {message.id for message in source} == {message.id for message in held}
    for message in held:
        forms, dutch = forms_of(message.string), forms_of(message.id)[-1]
        assert all(forms), message.id
        assert not message.fuzzy, message.id
        if message.id:
            assert sorted(HOLE.findall(forms[-1])) == sorted(HOLE.findall(dutch)), message.id
            assert all({*HOLE.findall(form)} <= {*HOLE.findall(dutch)} for form in forms), message.id


@pytest.mark.parametrize(
    ("code", "familiar"),
    [
        ("uk", r"\b(?:ти|тебе|тобі|тво\w+)\b"),
        ("tr", r"\b(?:sen|seni|sana|senin|kendin)\b|\w{3}(?:ıyor|iyor|uyor|üyor|değil|mı|mi)s[ıiuü]n\b"),
    ],
)
def test_a_language_addresses_people_in_one_way(code: str, familiar: str) -> None:
    said = [form for message in catalogue(code) for form in forms_of(message.string)]
    assert [form for form in said if re.search(familiar, form, re.IGNORECASE)] == []


CALL = re.compile(r'phrase(?:_many)?\(\s*"([^"]+)"((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)')
COUNTED = r"(?:\w+\.)*(?:count|counted|money)\("
"""What says an amount with its noun, as it stands alone."""


def _counted_holes(source: str) -> Iterator[tuple[str, str]]:
    """Each message in it with a hole that an amount and its noun fill."""
    kept = {name for names in re.findall(rf"^ +([\w, ]+) = {COUNTED}", source, re.M) for name in names.split(", ")}
    for message, given in CALL.findall(source):
        for hole, value in re.findall(rf"(\w+)=({COUNTED}|\w+)", given):
            if value.endswith("(") or value in kept:
                yield message, hole


@pytest.mark.parametrize(
    ("code", "asks_for_a_case"),
    [
        ("pl", "bez|dla|do|między|nad|od|pod|przed|przy|spośród|u|w|we|wśród|z|ze"),
        ("uk", "без|від|для|до|з|зі|із|між|перед|після|під|при|серед|у|в"),
    ],
)
def test_a_noun_that_is_counted_stands_where_it_has_no_other_ending(code: str, asks_for_a_case: str) -> None:
    """`2 z 3 pytania` is wrong: behind such a word the noun ends otherwise than it does alone."""
    holes = {hole for path in PACKAGE.rglob("*.py") for hole in _counted_holes(path.read_text(encoding="utf-8"))}
    assert ("Je had {goed} van de {alle} goed.", "alle") in holes
    held = {forms_of(message.id)[0]: forms_of(message.string) for message in catalogue(code)}
    assert [
        form
        for message, hole in sorted(holes)
        for form in held.get(message, ())
        if re.search(rf"(?:^|[ (])(?:{asks_for_a_case}) \{{{hole}\}}", form, re.IGNORECASE)
    ] == []


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", "nl"),
        ("en", "en"),
        ("en-GB,nl;q=0.9", "en"),
        ("fr, en; q=0.5, nl;q=0.8", "nl"),
        ("fr,de", "nl"),
        ("en;q=0,nl;q=0.1", "nl"),
        ("en;q=wat", "nl"),
    ],
)
def test_a_browser_gets_the_language_that_it_likes_most_of_ours(accepted: str, code: str) -> None:
    assert best_language(accepted) == code


@pytest.mark.parametrize(("code", "told"), [("en", "−2.5, +3 and 4"), ("ar", "\u2066−2.5\u2069, \u2066+3\u2069 and 4")])
def test_a_sign_stands_before_its_figure_from_right_to_left_too(code: str, told: str) -> None:
    assert "{}, {} and {}".format(*map(language(code).figures, ("−2,5", "+3", "4"))) == told


async def test_each_phone_is_spoken_to_in_its_own_language_and_can_choose_another_one(room: ServedRoom) -> None:
    await room.open("keuze")
    dutch, english = room.client(), room.client(headers={"accept-language": "en-GB,nl;q=0.5"}, follow_redirects=True)
    path = f"/{room.workshop.session.code}"
    for _ in range(2):
        told, page = await dutch.get(path), await english.get(path)
        assert '<html lang="nl">' in told.text
        assert ">Verstuur</button>" in told.text
        assert '<html lang="en">' in page.text
        assert ">Send</button>" in page.text
    forms = PageReader(page.text).forms
    assert "ronde" in forms[0].data()
    assert (forms[-1].action, forms[-1].data()["taal"]) == (f"/taal{path}", ["en"])
    changed = await english.post(forms[-1].action, data={"taal": "nl"})
    assert changed.url.path == path
    assert ">Verstuur</button>" in changed.text
    assert (await english.post("/taal/elders.example/x", data={"taal": "zz"})).url.path == "/"
    assert ">Verstuur</button>" in (await english.get(path)).text


@pytest.mark.parametrize(
    ("key", "english"), [("tafels", "tables"), ("stembriefje", "voters"), ("per_rol", "participants")]
)
def test_who_answers_is_said_in_every_language(key: str, english: str) -> None:
    """A question says itself of whom it tells, so that none of tables says participants."""
    asked = read_activity("keuze", {"vraag": "Doen?", "opties": ["Ja", "Nee"], key: "ja"})
    assert f"7 of the 9 {english} chose this" in in_language(asked.sentence(VOTES), "en")


async def test_pages_are_small_in_every_language(room: ServedRoom) -> None:
    """Over the wire, on the cards that are heaviest; the script comes once and is kept."""
    phone = room.phone()
    await phone.look()
    cookies = dict(phone.client.cookies)
    clients = {code: room.client(cookies={**cookies, "kompas-taal": code}) for code in LANGUAGE_NAMES}
    for card in ("prik", "checklist", "formulier"):
        await room.open(card)
        await phone.send((await phone.look()).forms[0], **ANSWERS[card][0])
        for code, client in clients.items():
            form = PageReader((await client.get(f"/{phone.code}?wijzig=1")).text).forms[0]
            sent = form.data() | ANSWERS[card][0]
            receipt = await client.post(f"/{phone.code}", data=sent, headers={"x-kompas-deel": "1"})
            assert receipt.status_code == 200
            assert receipt.num_bytes_downloaded <= LARGEST_LATER, (code, card, receipt.num_bytes_downloaded)
        for query in ("", "?wijzig=1"):
            await _are_small(clients, f"/{phone.code}{query}")
        await room.workshop.do(CloseRound())
        await room.workshop.do(ShowResult())
        await _are_small(clients, f"/{phone.code}")
    assert all(len(phone_script(code).code.compressed) <= LARGEST for code in LANGUAGE_NAMES)


async def _are_small(clients: dict[str, httpx.AsyncClient], path: str) -> None:
    for code, client in clients.items():
        whole = await client.get(path)
        assert f'<html lang="{code}"' in whole.text
        assert whole.num_bytes_downloaded <= LARGEST_FIRST, code
        later = await client.get(path, headers={"x-kompas-deel": "1"})
        assert later.text.startswith("<main")
        assert later.num_bytes_downloaded <= LARGEST_LATER, (code, path, later.num_bytes_downloaded)
