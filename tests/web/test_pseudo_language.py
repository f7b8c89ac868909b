"""No string of the phone is forgotten: in a language without our letters every word of ours is in other letters.

What a deck or a person wrote is in figures here, and codes are marked as not to be translated.
"""

import json
import re
from pathlib import Path
from unittest.mock import Mock

import pytest

import kompas_tui
from kompas_tui.huis import app as huis
from kompas_tui.journal import SessionFolder
from kompas_tui.web import pages
from kompas_tui.web.pages import sentence_view
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.room import LockRoom
from tests.web.pseudo import KEPT, PSEUDO, ours
from tests.web.pseudo import speaks_pseudo as speaks_pseudo  # the fixture
from tests.web.room import ANSWERS, DECK, ROUND_CARDS, PageReader, served


def _marked(text: str) -> str:
    """What a deck or a person wrote, in Cyrillic letters."""
    return re.sub(r"[A-Za-z]", lambda found: chr(0x430 + ord(found[0].lower()) - 97), text)


_FREE = "titel|organisatie|doel|vraag|voorstel|toelichting"
_IN_LIST = "naam|min|plus|as|jij|groep|vraag"


def marked_deck() -> str:
    """The deck with all kinds, its own texts in Cyrillic letters."""

    def value(found: re.Match[str]) -> str:
        return found[1] + _marked(found[2])

    deck = DECK.replace("bewaren: 30\n", "bewaren: 30\nvragenbus: ja\n")
    for pattern in (
        r"(?m)^(# )(.*?)(?= \{#)",
        rf"(?m)^((?:{_FREE}): )(.*)$",
        r"(?m)^(  - )([^{\n].*)$",
        rf"(?m)((?:{_IN_LIST}): )([^,\[\]{{}}\n]+)(?=[,}}])",
        r"(?m)((?:rollen|uitersten|items|x|y|opties|bij): \[)([^\]]*)(?=\])",
        r"(?m)^(  )([^-{:\n]+)(?=: )",
        r"(?m)^(  [^-{:\n]+: )([^\[\n]+)$",
        r"(?m)^()([A-Z][^:{#\n]*\.)$",
    ):
        deck = re.sub(pattern, value, deck)
    return deck


@pytest.mark.usefixtures("speaks_pseudo")
async def test_no_word_of_ours_stays_dutch_in_any_state_and_kind(folder: SessionFolder, tmp_path: Path) -> None:
    """What is found here is to be marked with `_` in a template or with `phrase` in Python."""
    deck = tmp_path / "eigen.md"
    deck.write_text(marked_deck(), encoding="utf-8")
    left: dict[str, list[str]] = {}
    async with served(folder, deck) as room:
        phone = room.phone()
        phone.client.cookies.set("kompas-taal", PSEUDO)
        path = f"/{phone.code}"

        async def see(where: str, page: str | None = None) -> str:
            text = page if page is not None else (await phone.client.get(path)).text
            found = ours(text)
            if found:
                left[where] = found
            return text

        await see("waiting")
        await see("waiting, known")
        for card in ROUND_CARDS:
            await room.open(card)
            form = PageReader(await see(card)).forms[0]
            await see(f"{card}, refused", (await phone.send(form, **{"ronde": form.data()["ronde"]})).text)
            sent = {name: _marked_answer(given) for name, given in ANSWERS[card][0].items()}
            saved = (await phone.send(form, **sent)).text
            await see(f"{card}, receipt", saved)
            assert 'data-soort="kenmerk"' in saved, card
            await see(f"{card}, change", (await phone.client.get(f"{path}?wijzig=1")).text)
            await room.workshop.do(CloseRound())
            await see(f"{card}, closed")
            await room.workshop.do(ShowResult())
            await see(f"{card}, result")
        for page in ("/", "/OOOO", f"{path}/mijn", "/PROEF", f"{path}?tablet=1"):
            await see(page, (await phone.client.get(page)).text)
        await see("script", "".join(f"<p>{word}</p>" for word in _script_words()))
        await room.workshop.do(LockRoom())
        late = room.phone()
        late.client.cookies.set("kompas-taal", PSEUDO)
        await see("locked", (await late.client.get(path)).text)
        await room.workshop.do(End())
        await see("end")
    assert left == {}


@pytest.mark.usefixtures("speaks_pseudo")
async def test_no_word_of_ours_stays_dutch_where_something_went_wrong(
    folder: SessionFolder, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(folder, deck) as room:
        phone = room.client(cookies={"kompas-taal": PSEUDO})
        elsewhere = await phone.get("/", headers={"host": "elders.example"})
        assert (elsewhere.status_code, ours(elsewhere.text)) == (421, [])
        monkeypatch.setattr("kompas_tui.web.phone.Room.page", Mock(side_effect=RuntimeError))
        broken = await phone.get(f"/{room.workshop.session.code}")
        assert broken.status_code == 500
        assert not [word for word in ours(broken.text) if word not in room.workshop.session.details.title]
    told = [text for name, text in vars(huis).items() if isinstance(text, tuple) and name.startswith("_")]
    assert len(told) >= 6
    for title, sentence in told:
        assert ours(sentence_view(title, sentence, PSEUDO).wanted(part=False).plain.decode()) == [], title


def _marked_answer(given: str | list[str]) -> str | list[str]:
    is_text = isinstance(given, str) and not re.fullmatch(r"[\w-]*\d[\w,-]*", given)
    return _marked(given) if is_text and isinstance(given, str) else given


def _script_words() -> list[str]:
    code = pages.phone_script(PSEUDO).code.plain.decode().partition("\n")[0]
    words: dict[str, str] = json.loads(code.removeprefix("const WORDS = ").removesuffix(";"))
    return [KEPT.sub("", word) for word in words.values()]


_NOT_SAID = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style.*?</style>|<script.*?</script>", re.DOTALL)
_READ_OUT = re.compile(r'\b(?:alt|aria-label|title|placeholder|data-titel|data-meld)="([^"]*)"')


def test_no_template_of_the_phone_says_anything_that_is_not_marked() -> None:
    folder, left = Path(kompas_tui.__file__).parent / "web/templates", {}
    for path in folder.rglob("*.html"):
        if path.relative_to(folder).parts[0] in ("desk", "huis"):
            continue
        bare = _NOT_SAID.sub(" ", path.read_text(encoding="utf-8"))
        texts = [*re.sub("<[^>]*>", " ", bare).split(), *_READ_OUT.findall(bare)]
        if found := [text for text in texts if re.search("[a-z]{2}", text) and text != "Kompas"]:
            left[path.name] = found
    assert left == {}
