"""What the phone shows when: entrance, waiting, question, result, end; and what guards the pages."""

import logging
import random
import re
from pathlib import Path

import pytest

import kompas_tui
from kompas_tui.deck_files import shipped_decks
from kompas_tui.journal import SessionFolder
from kompas_tui.web.addresses import private_first
from kompas_tui.web.pages import PIN_STYLE, REMOTE_STYLE, STYLE, TABLE_STYLE
from kompas_tui.workshop.casting import MOST_PARTICIPANTS
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from tests.web.room import ANSWERS, KEY, ROUND_CARDS, PageReader, ServedRoom, served, stream_data

STATIC = Path(kompas_tui.__file__).parent / "web/static"
LARGEST_PAGE = 14_000
LARGEST_QUESTION, LONGEST_QUESTION = 5_000, 15_500
"""In bytes over the wire, and uncompressed for the question with the most lines."""


async def test_the_waiting_page_says_who_asks_why_and_how_long(room: ServedRoom) -> None:
    page = await room.phone().look()
    assert (
        "Gemeente Rotterdam vraagt dit met dit doel: we willen weten wat de straat nodig heeft. "
        "De antwoorden blijven 30 dagen bewaard." in page.text
    )
    assert "Je doet mee zonder naam." in page.text
    assert "Samen de straat opknappen" in page.text


async def test_the_code_is_read_in_any_case_and_a_wrong_one_gives_a_field(room: ServedRoom) -> None:
    phone = room.phone()
    assert (await phone.client.get(f"/{phone.code.lower()}")).status_code == 200
    assert (await phone.client.get(f"/{phone.code}/")).status_code == 200
    wrong = await phone.client.get("/OOOO")
    assert wrong.status_code == 404
    assert "Die code klopt niet" in wrong.text
    form, languages = PageReader(wrong.text).forms
    assert (languages.action, "taal" in wrong.text) == ("/taal/", True)
    found = await phone.client.get(form.action, params={"code": f" {phone.code.lower()} "})
    assert (found.status_code, found.url.path) == (200, f"/{phone.code}")
    assert (await phone.client.get("/")).status_code == 200


@pytest.mark.parametrize("typed", ["{0}-{1}", "{0}{1}.", "{0} {1}", "{0}.{1}", " -{0}{1}"])
async def test_dashes_dots_and_spaces_in_a_code_are_nothing(room: ServedRoom, typed: str) -> None:
    client = room.client(follow_redirects=True)
    code = room.workshop.session.code
    spelled = typed.format(code[:2], code[2:].lower())
    for found in (await client.get("/", params={"code": spelled}), await client.get(f"/{spelled}")):
        assert (found.status_code, found.url.path) == (200, f"/{code}")


@pytest.mark.parametrize("path", ["/a/b/c", "/<script>", "/XXXX/stroom", "/XXXX/versie"])
async def test_no_address_gives_an_error_page_of_a_framework(room: ServedRoom, path: str) -> None:
    response = await room.client().get(path)
    assert response.status_code == 404
    assert "Code van de sessie" in response.text
    assert "<script>" not in response.text.partition("</main>")[0].partition("<main")[2]


@pytest.mark.parametrize("below", ["rol", "vragenbus", "volgende"])
async def test_a_tab_that_is_opened_anew_where_a_form_was_sent_to_is_in_the_room(room: ServedRoom, below: str) -> None:
    code = room.workshop.session.code
    found = await room.client(follow_redirects=True).get(f"/{code.lower()}/{below}")
    assert (found.status_code, found.url.path) == (200, f"/{code}")


async def test_what_somebody_can_be_known_by_is_not_told_to_be_in_sight(room: ServedRoom) -> None:
    phone = room.phone()
    await phone.look()
    await room.open("formulier")
    await phone.send((await phone.look()).forms[0], **ANSWERS["formulier"][0])
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    told = PageReader((await phone.client.get(f"/{phone.code}/mijn")).text).text
    assert "Wat ga je doen? Snoeien Te zien." in told
    assert "Vanaf wanneer? 31 december 2026 Te zien." in told
    assert "Op welk nummer bellen we je? 06 1234 Alleen voor de organisatie." in told
    kept = (await phone.client.get(f"/{phone.code}/mijn", params={"bewaar": "1"})).text
    assert "- Op welk nummer bellen we je? 06 1234 (alleen voor de organisatie)" in kept


async def test_other_methods_are_refused_on_an_own_page(room: ServedRoom) -> None:
    response = await room.client().put(f"/{room.workshop.session.code}")
    assert response.status_code == 405
    assert "Dat kan hier niet" in response.text


async def test_a_participant_counts_once_the_cookie_comes_back(room: ServedRoom) -> None:
    phone = room.phone()
    await phone.look()
    assert room.workshop.session.participants == 0
    await phone.look()
    await phone.look()
    assert room.workshop.session.participants == 1


async def test_a_full_count_never_keeps_a_phone_out(room: ServedRoom) -> None:
    phone = room.phone()
    await phone.look()
    room.workshop.session.joined.update({str(number): None for number in range(MOST_PARTICIPANTS)})
    response = await phone.client.get(f"/{phone.code}")
    assert response.status_code == 200


async def test_a_shown_result_stands_in_words_and_as_a_table(room: ServedRoom) -> None:
    await room.open("keuze")
    for choice in "0010":
        phone = room.phone()
        await phone.look()
        await phone.send((await phone.look()).forms[0], keuze=choice)
    await room.workshop.do(CloseRound())
    phone = room.phone()
    assert "Straks verschijnt hier de uitslag of een nieuwe vraag" in (await phone.look()).text
    await room.workshop.do(ShowResult())
    page = await phone.look()
    assert "‘Een geveltuin’ staat bovenaan" in page.text
    assert page.tables[0] == [["Optie", "Aantal"], ["Een geveltuin", "3"], ["Een bank", "1"], ["Meer licht", "0"]]


async def test_an_interim_result_stands_below_the_question(room: ServedRoom) -> None:
    await room.open("keuze")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], keuze="1")
    await room.workshop.do(ShowResult(interim=True))
    text = (await room.phone().look()).text
    assert text.index("Verstuur") < text.index("Tussenstand na 1 antwoord")


async def test_the_end_page_gives_the_receipts(room: ServedRoom) -> None:
    await room.open("keuze")
    phone = room.phone()
    await phone.look()
    await phone.send((await phone.look()).forms[0], keuze="1")
    (ballot,) = room.workshop.session.rounds["keuze-1"].ballots.values()
    await room.workshop.do(End())
    text = (await phone.look()).text
    assert "De sessie is afgerond" in text
    assert ballot.receipt in text


async def test_the_end_page_offers_first_to_keep_what_was_answered(room: ServedRoom) -> None:
    """Once Kompas is closed nobody can, and who is told to close the page does that."""
    await room.open("keuze")
    answered, silent = room.phone(), room.phone()
    await answered.look()
    await answered.send((await answered.look()).forms[0], keuze="1")
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await room.workshop.do(End())
    page = await answered.look()
    assert "Doe dat nu, bij ‘Mijn avond’. Daarna kun je deze pagina sluiten. Mijn avond Jouw kenmerken" in page.text
    assert page.forms[0].action == f"/{answered.code}/mijn"
    assert "voor het meedoen. Je kunt deze pagina sluiten." in (await silent.look()).text


async def test_the_end_page_of_every_phone_has_the_last_hash(room: ServedRoom) -> None:
    await room.workshop.do(End())
    text = (await room.phone().look()).text
    number = text.partition("Controlegetal van de sessie ")[2].partition(" Schrijf dit getal over")[0]
    assert number.replace(" ", "") == room.workshop.head
    assert len(number.split()) == 16
    assert "Alleen zo zie je later of iemand de gegevens veranderde." in text


async def test_a_page_takes_at_most_fourteen_kilobytes_even_uncompressed(room: ServedRoom) -> None:
    client = room.client(headers={"accept-encoding": "identity"})
    code = room.workshop.session.code
    sizes = {"wachten": len((await client.get(f"/{code}")).content)}
    for card in ROUND_CARDS:
        await room.open(card)
        sizes[card] = len((await client.get(f"/{code}")).content)
        await room.workshop.do(CloseRound())
    assert max(sizes.values()) <= LARGEST_PAGE, sizes


async def test_a_long_result_is_cut_to_fit_and_says_how_much_is_left(room: ServedRoom) -> None:
    await room.open("open")
    for number in range(300):
        token = f"deelnemer-{number:012}"
        await room.workshop.cast(token, "open-1", {"tekst-1": [f"{number} " + "woord " * 40]})
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    response = await room.client().get(f"/{room.workshop.session.code}")
    assert response.num_bytes_downloaded <= LARGEST_PAGE
    assert re.search(r"Er zijn er nog \d+\. Die staan op het scherm", response.text)


WORDS = [
    word for word in re.split(r"[^a-zé]+", (shipped_decks()["kompas"]).read_text("utf-8").lower()) if len(word) > 2
]


def varied_texts(amount: int, words: int) -> list[str]:
    """Texts that differ as those of people do."""
    chance = random.Random(7)
    return [" ".join(chance.choices(WORDS, k=chance.randint(3, words))) for _ in range(amount)]


async def test_most_of_180_texts_are_on_a_phone_and_the_page_stays_small(room: ServedRoom) -> None:
    await room.open("open")
    for number, text in enumerate(varied_texts(180, 18)):
        await room.workshop.cast(f"deelnemer-{number:012}", "open-1", {"tekst-1": [text]})
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    response = await room.client().get(f"/{room.workshop.session.code}")
    assert response.num_bytes_downloaded <= LARGEST_PAGE
    assert response.text.count("<td") >= 150


@pytest.mark.parametrize("script", ["latin", "arabic", "noise"])
async def test_texts_of_any_kind_leave_the_page_small(room: ServedRoom, script: str) -> None:
    chance = random.Random(7)
    first, last = {"latin": (97, 122), "arabic": (0x627, 0x64A), "noise": (0x4E00, 0x9FA5)}[script]
    await room.open("formulier")
    for number in range(180):
        text = "".join(chr(chance.randint(first, last)) for _ in range(100))
        await room.workshop.cast(f"deelnemer-{number:012}", "formulier-1", {"veld-1-1": [text], "veld-2": ["1"]})
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    response = await room.client().get(f"/{room.workshop.session.code}")
    assert response.num_bytes_downloaded <= LARGEST_PAGE
    assert re.search(r"Er zijn er nog \d+\. Die staan op het scherm", response.text)


async def test_nothing_is_loaded_from_elsewhere_and_the_headers_are_strict(room: ServedRoom) -> None:
    response = await room.client().get(f"/{room.workshop.session.code}")
    assert re.findall(r"(?:src|href)=[\"'](?!data:,|#)([^\"'?]*)", response.text) == [
        "/kompas.js",
        f"/{room.workshop.session.code}/hier",
    ]
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "8.8.8.8", ""])
async def test_a_host_that_is_not_ours_is_turned_away(room: ServedRoom, host: str) -> None:
    response = await room.client().get(f"/{room.workshop.session.code}", headers={"host": host})
    assert response.status_code == 421
    assert "Dit adres hoort niet bij deze sessie" in response.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:99", "127.0.0.1:1", "127.9.9.9", "[::1]:8000"])
async def test_this_machine_is_always_served(room: ServedRoom, host: str) -> None:
    response = await room.client().get(f"/{room.workshop.session.code}", headers={"host": host})
    assert response.status_code == 200


async def test_a_fault_gives_an_own_page_and_a_line_in_the_log(
    room: ServedRoom, caplog: pytest.LogCaptureFixture
) -> None:
    room.workshop.session.details = None  # type: ignore[assignment]  # a fault, on purpose
    with caplog.at_level(logging.ERROR):
        response = await room.client().get(f"/{room.workshop.session.code}?wijzig=1", headers={"x-kompas-deel": "9"})
    assert response.status_code == 500
    assert "Er ging iets mis" in response.text
    assert "a request failed" in caplog.text


async def test_the_stream_tells_a_change_at_once_and_no_ballot(room: ServedRoom) -> None:
    async with room.client().stream("GET", f"/{room.workshop.session.code}/stroom") as response:
        told = stream_data(response)
        first = await anext(told)
        await room.workshop.do(GoTo("keuze"))
        second = await anext(told)
        assert first != second
        await room.workshop.do(OpenRound())
        assert await anext(told) not in (first, second)
        await room.workshop.cast("t" * 22, "keuze-1", {"keuze": ["0"]})
        await room.workshop.do(CloseRound())
        last = await anext(told)
        version = await room.client().get(f"/{room.workshop.session.code}/versie")
        assert version.text == last


def test_addresses_stand_in_the_order_in_which_phones_likely_reach_them() -> None:
    found = ["8.8.8.8", "10.0.0.4", "192.168.1.5", "172.16.0.2"]
    assert private_first(found) == ["192.168.1.5", "10.0.0.4", "172.16.0.2", "8.8.8.8"]
    assert private_first(found, "10.0.0.4")[0] == "10.0.0.4"
    assert private_first([]) == []


@pytest.mark.parametrize("name", shipped_decks())
async def test_every_question_of_a_shipped_deck_is_small(folder: SessionFolder, name: str) -> None:
    async with served(folder, shipped_decks()[name]) as room:
        client, plain = room.client(), room.client(headers={"accept-encoding": "identity"})
        sizes, uncompressed = {}, {}
        for card in room.workshop.course:
            if card.activity is not None and not card.activity.sources():
                await room.open(card.address)
                path = f"/{room.workshop.session.code}"
                sizes[card.address] = (await client.get(path)).num_bytes_downloaded
                uncompressed[card.address] = len((await plain.get(path)).content)
                await room.workshop.do(CloseRound())
        assert max(sizes.values(), default=0) <= LARGEST_QUESTION, sizes
        assert max(uncompressed.values(), default=0) <= LONGEST_QUESTION, uncompressed


@pytest.mark.parametrize("path", ["/kompas.js", "/regie.js"])
async def test_a_script_is_kept_for_good_under_the_address_of_its_contents(room: ServedRoom, path: str) -> None:
    client = room.client()
    await client.post("/regie", data={"sleutel": KEY})
    page = await client.get("/regie" if path == "/regie.js" else f"/{room.workshop.session.code}")
    (address,) = re.findall(r'<script src="([^"]+)" defer></script>', page.text)
    assert address.startswith(f"{path}?v=")
    script = await client.get(address)
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["x-content-type-options"] == "nosniff"
    assert (await client.get(f"{path}?v=oud")).headers["cache-control"] == "no-cache"
    assert "script-src 'self'" in page.headers["content-security-policy"]


_NEW_LOOKS = re.compile(
    r"inset:|aspect-ratio|clamp\(|:is\(|:where\(|:has\(|:dir\(|\ddvh|color-mix|align-items:(?:end|start)|@layer|@container"
)
_NEW_WORDS = re.compile(
    r"\?\.[a-zA-Z(\[]|\?\?|\|\|=|&&=|\(\?<|\d_\d|\.(replaceAll|at|flat|flatMap|matchAll|allSettled|any|findLast|toSorted|toReversed"
    r"|replaceChildren|requestSubmit)\(|Object\.(fromEntries|hasOwn|groupBy)|structuredClone|globalThis|queueMicrotask"
    r"|ResizeObserver|BroadcastChannel|import\("
)
"""What came to iOS after 12, as far as somebody might write it."""


def test_an_old_phone_has_its_fallbacks() -> None:
    """iOS 12: a rule or a script that it does not know, it leaves out whole."""
    scripts = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
    added = re.findall(r"^  `([^`]+)`,$", scripts["kompas.js"], re.MULTILINE)
    assert len(added) > 20
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", "".join((STYLE, REMOTE_STYLE, TABLE_STYLE, PIN_STYLE, *added)))
    for name, looks in rules:
        assert not _NEW_LOOKS.search(name + looks), name
        assert not ("display:flex" in looks and re.search(r"(?<![\w-])(column-)?gap:", looks)), f"{name}: from 14.1 on"
        assert ("sticky" not in looks) or "-webkit-sticky" in looks, name
        assert ("anywhere" not in looks) or "overflow-wrap:break-word;" in looks, f"{name}: from 15.4 on"
    for name, script in scripts.items():
        code = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("//"))
        assert not _NEW_WORDS.findall(code), name
