"""A participant without JavaScript: every field type through its form, receipts, refusals, hostile text."""

import asyncio
import re
from pathlib import Path

import pytest

from kompas_tui.domain.question.ballots import receipt_for
from kompas_tui.journal import NotSaved, SessionFolder
from kompas_tui.web.requests import FORM_TYPE
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from tests.hostile import WHOLE
from tests.journal.foreign import STEERS
from tests.web.room import ANSWERS, KEY, ROUND_CARDS, PageReader, ParsedForm, PlainPhone, ServedRoom, roles_of, served


async def joined(room: ServedRoom) -> PlainPhone:
    """A phone that has its cookie."""
    phone = room.phone()
    await phone.look()
    return phone


def only_ballot(room: ServedRoom) -> dict[str, object]:
    assert room.workshop.session.open_round is not None
    (ballot,) = room.workshop.session.open_round.ballots.values()
    return ballot.answer


@pytest.mark.parametrize("card", ROUND_CARDS)
async def test_an_answer_goes_through_the_form_and_comes_back_in_it(room: ServedRoom, card: str) -> None:
    sent, kept = ANSWERS[card]
    phone = await joined(room)
    await room.open(card)
    form = (await phone.look()).forms[0]
    assert form.method == "post"
    assert form.buttons == ["Verstuur"]

    response = await phone.send(form, **sent)

    assert response.status_code == 200
    assert "Je antwoord is opgeslagen" in response.text
    assert only_ballot(room) == kept
    (ballot,) = room.workshop.session.open_round.ballots.values()  # type: ignore[union-attr]  # it is open
    assert f"Kenmerk: {ballot.receipt}" in " ".join((await phone.look()).text.split())
    again = (await phone.look("?wijzig=1")).forms[0].data()
    for name, value in sent.items():
        assert again[name] == (value if isinstance(value, list) else [value])


async def test_the_controls_are_plain_and_their_labels_hold_the_option_only(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    radios = (await phone.look()).forms[0].of("radio")
    assert [(control.value, control.label) for control in radios] == [
        ("0", "Een geveltuin"), ("1", "Een bank"), ("2", "Meer licht"),
    ]  # fmt: skip
    await room.workshop.do(CloseRound())
    await room.open("schaal")
    assert [control.label for control in (await phone.look()).forms[0].of("radio")] == ["1", "2", "3", "4", "5"] * 2
    await room.workshop.do(CloseRound())
    await room.open("stickers")
    numbers = (await phone.look()).forms[0].of("number")
    assert [(control.name, control.label) for control in numbers][:2] == [
        ("stickers-1", "Groen"), ("stickers-2", "Spelen"),
    ]  # fmt: skip


async def test_a_term_in_the_question_is_explained_and_others_are_not(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    page = await phone.look()
    assert 0 < page.text.index("Een smalle tuin langs de muur") < page.text.index("Een bank"), "before one chooses"
    await room.workshop.do(CloseRound())
    await room.open("stickers")
    assert "Een smalle tuin" not in (await phone.look()).text


@pytest.mark.parametrize(
    ("card", "sent", "sentence"),
    [
        ("keuze", {}, "Je hebt nog niets ingevuld."),
        ("keuze", {"keuze": "9"}, "een keuze die er niet is"),
        ("keuze", {"keuze": ["0", "1"]}, "twee keuzes"),
        ("keuze", {"geheim": "1"}, "een vraag die er niet is"),
        ("meerkeuze", {"keuzes": ["0", "1", "2"]}, "Kies er hooguit 2."),
        ("stickers", {"stickers-1": "4"}, "Je hebt 3 stickers."),
        ("schaal", {"score-1": "0"}, "een keuze die er niet is"),
        ("woorden", {"woord-1": "lang " * 12}, "hooguit 40 tekens"),
    ],
)
async def test_a_wrong_answer_is_refused_with_the_form_as_it_was(
    room: ServedRoom, card: str, sent: dict[str, str | list[str]], sentence: str
) -> None:
    phone = await joined(room)
    await room.open(card)
    response = await phone.send((await phone.look()).forms[0], **sent)
    assert response.status_code == 400
    assert sentence in response.text
    assert 'role="alert"' in response.text
    assert "Je antwoord is opgeslagen" not in response.text
    assert room.workshop.session.open_round is not None
    assert room.workshop.session.open_round.answers == 0
    if card == "stickers":
        assert PageReader(response.text).forms[0].data()["stickers-1"] == ["4"]


STICKERS = ["stickers-1", "stickers-2", "stickers-3"]


def faults_told(page: str) -> list[tuple[str, str, str]]:
    """What the summary of a refusal says: where each link leads, its label, and why."""
    return re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>: ([^<]+)</li>', page)


@pytest.mark.parametrize(
    ("card", "sent", "label", "wrong"),
    [
        ("formulier", {"veld-1-1": "Snoeien", "veld-4-1": "veel"}, "Hoeveel uur per week?", ["veld-4-1"]),
        ("formulier", {"veld-1-1": "Snoeien", "veld-3-1": "morgen"}, "Vanaf wanneer?", ["veld-3-1"]),
        ("formulier", {"veld-2": "1"}, "Wat ga je doen?", ["veld-1-1"]),
        ("formulier", {"veld-1-1": "x", "veld-5-1": "06 1"}, "Mag de organisatie dit bewaren?", ["veld-5-mag"]),
        ("woorden", {"woord-1": "kort", "woord-2": "lang " * 12}, "Wat is de straat voor jou?", ["woord-2"]),
        ("stickers", {"stickers-1": "4"}, "Waar gaat het geld heen?", ["stickers-1"]),
        ("stickers", {"stickers-1": "2", "stickers-3": "2"}, "Waar gaat het geld heen?", STICKERS),
        ("assenveld", {"plek-2-x": "1"}, "Een bank", ["plek-2-y"]),
        ("rangorde", {"rangorde-3": "1"}, "Wat komt eerst?", ["rangorde-1", "rangorde-2"]),
        ("rangorde", {"rangorde-1": "1", "rangorde-2": "1"}, "Wat komt eerst?", ["rangorde-1", "rangorde-2"]),
        ("keuze", {}, "Waar beginnen we mee?", ["keuze"]),
        ("schaal", {"score-1": "9"}, "Ik voel me hier veilig", ["score-1"]),
        ("meerkeuze", {"keuzes": ["0", "1", "2"]}, "Wat helpt jou om mee te doen?", ["keuzes"]),
    ],
)
async def test_a_refusal_names_and_marks_the_field_it_is_about(
    room: ServedRoom, card: str, sent: dict[str, str | list[str]], label: str, wrong: list[str]
) -> None:
    phone = await joined(room)
    await room.open(card)
    response = await phone.send((await phone.look()).forms[0], **sent)
    ((anchor, named, why),) = faults_told(response.text)
    assert named == label
    assert re.search(rf'id="?{re.escape(anchor)}["\s>]', response.text)
    marked = re.findall(r'<[^>]+ name="?([^\s">]+)[^>]*aria-invalid="true"', response.text)
    assert list(dict.fromkeys(marked)) == wrong
    (beside,) = re.findall(r'<p class=fout id="(fout-[^"]+)">([^<]+)</p>', response.text)
    assert beside[1] == why
    assert f'aria-describedby="{beside[0]}' in response.text
    assert 'aria-invalid="true"' not in (await phone.client.get(f"/{phone.code}")).text


async def test_a_refusal_tells_every_fault_at_once_in_the_summary_and_beside_its_field(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("formulier")
    page = await phone.client.get(f"/{phone.code}")
    assert page.text.count("Verplicht") == 1, "only one of these fields must be filled in"
    sent = {"veld-3-1": "morgen", "veld-4-1": "veel", "veld-5-1": "06 1"}
    refused = await phone.send(PageReader(page.text).forms[0], **sent)
    anchors, labels, why = zip(*faults_told(refused.text), strict=True)
    assert anchors == ("veld-1-1", "veld-3-1", "veld-4-1", "veld-5-mag.0")
    assert "Maak deze 4 dingen goed en druk weer op Verstuur." in refused.text
    assert re.findall(r"<p class=fout [^>]+>([^<]+)</p>", refused.text) == list(why)
    assert all(re.search(rf'aria-describedby="fout-{name}[ "]', refused.text) for name in ("veld-1", "veld-5-mag"))
    assert "Wat ga je doen?" in labels
    assert page.text.count("dir=auto") == page.text.count("<input type=text"), "whatever language somebody writes"


async def test_an_answer_after_closing_is_told_plainly_and_not_saved(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    form = (await phone.look()).forms[0]
    await room.workshop.do(CloseRound())
    response = await phone.send(form, keuze="0")
    assert response.status_code == 409
    assert "De ronde is gesloten. Dit antwoord is niet opgeslagen." in response.text
    assert room.workshop.session.rounds["keuze-1"].answers == 0


@pytest.mark.parametrize(
    ("card", "lines"),
    [
        ("keuze", ["Een bank"]),
        ("meerkeuze", ["Meer tijd", "Iemand die belt"]),
        ("stickers", ["Groen: 2", "Licht: 1"]),
        ("schaal", ["Ik voel me hier veilig: 4"]),
        ("rangorde", ["1. Een geveltuin", "2. Een bank bij het plein"]),
        ("open", ["Een bank"]),
        ("formulier", ["Wat ga je doen? Snoeien", "Vanaf wanneer? 2026-12-31"]),
    ],
)
async def test_a_late_answer_comes_back_in_words_with_its_question(
    room: ServedRoom, card: str, lines: list[str]
) -> None:
    phone = await joined(room)
    await room.open(card)
    form = (await phone.look()).forms[0]
    question = room.workshop.session.rounds[f"{card}-1"].activity.question
    await room.workshop.do(CloseRound())
    await room.open("vragen")
    response = await phone.send(form, **ANSWERS[card][0])
    assert response.status_code == 409
    alert, _, rest = response.text.partition("Dit antwoord is niet opgeslagen.")[2].partition("</div>")
    assert question in alert
    assert all(line in alert for line in lines)
    assert "Wat wil je weten?" in rest


async def test_a_late_answer_that_would_be_refused_comes_back_as_text(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("woorden")
    form = (await phone.look()).forms[0]
    await room.workshop.do(CloseRound())
    response = await phone.send(form, **{"woord-1": "<script>alert(1)</script>" + "x" * 40})
    assert response.status_code == 409
    assert "&lt;script&gt;alert(1)" in response.text
    assert "<script>alert(1)" not in response.text


async def test_the_same_key_gives_the_same_receipt_and_one_ballot_even_after_closing(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    key = {"idempotency-key": "0123456789abcdef"}
    data = {"ronde": "keuze-1", "nonce": "fedcba9876543210" * 2, "keuze": "2"}
    url = f"/{phone.code}"
    first = await phone.client.post(url, data=data, headers=key)
    events = room.workshop.session.length
    again = await phone.client.post(url, data=data, headers=key)
    assert room.workshop.session.length == events
    await room.workshop.do(CloseRound())
    late = await phone.client.post(url, data=data, headers=key)
    receipt = receipt_for("keuze-1", {"keuze": 2}, "fedcba9876543210" * 2)
    assert [response.status_code for response in (first, again, late)] == [200, 200, 200]
    assert all(receipt in response.text for response in (first, again, late))


@pytest.mark.parametrize("key", ["kort", '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "x" * 65])
async def test_a_program_is_told_what_its_key_may_be(key: str, room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    data = {"ronde": "keuze-1", "keuze": "2"}
    refused = await phone.client.post(f"/{phone.code}", data=data, headers={"idempotency-key": key})
    assert refused.status_code == 400
    assert "In ‘Idempotency-Key’ horen 8 tot 64 letters, cijfers of streepjes." in refused.text
    assert not room.workshop.session.rounds["keuze-1"].ballots


async def test_a_receipt_says_what_happens_next_and_a_closed_round_that_the_answer_counts(room: ServedRoom) -> None:
    phone, other = await joined(room), await joined(room)
    await room.open("keuze")
    saved = PageReader((await phone.send((await phone.look()).forms[0], keuze="0")).text)
    assert "Kijk nu naar het scherm. De uitslag komt straks." in saved.text
    (ballot,) = room.workshop.session.rounds["keuze-1"].ballots.values()
    await room.workshop.do(CloseRound())
    counted = f"Je antwoord telt mee. Kenmerk: {ballot.receipt}"
    waiting = (await phone.look()).text
    assert "De ronde is gesloten" in waiting
    assert counted in waiting
    assert "De ronde is gesloten" in (await other.look()).text
    assert "Kenmerk" not in (await other.look()).text
    await room.workshop.do(ShowResult())
    assert counted in (await phone.look()).text
    assert "Kenmerk" not in (await other.look()).text
    await room.workshop.do(GoTo("meerkeuze"))
    assert "Kenmerk" not in (await phone.look()).text


@pytest.mark.parametrize("following", ["", "meerkeuze"])
async def test_a_receipt_that_comes_after_the_close_offers_no_change_and_leads_on(
    room: ServedRoom, following: str
) -> None:
    phone = await joined(room)
    await room.open("keuze")
    data = {"ronde": "keuze-1", "nonce": "fedcba9876543210" * 2, "keuze": "2"}
    key = {"idempotency-key": "0123456789abcdef"}
    await phone.client.post(f"/{phone.code}", data=data, headers=key)
    await room.workshop.do(CloseRound())
    if following:
        await room.open(following)
    late = await phone.client.post(f"/{phone.code}", data=data, headers=key)
    page = PageReader(late.text)
    assert "Je antwoord is opgeslagen" in page.text
    box, form = late.text.find('id="eerder"'), late.text.find('<form method="post" action="/')
    assert (0 < form < box) is bool(following), "what is asked now comes first"
    assert ("Je vorige antwoord is opgeslagen." in page.text) is bool(following)
    assert page.text.count(receipt_for("keuze-1", {"keuze": 2}, "fedcba9876543210" * 2)) == 1
    assert "Verander je antwoord" not in page.text
    asked = {control.name for form in page.forms for control in form.controls}
    assert ("keuzes" in asked) is bool(following)


@pytest.mark.parametrize(
    ("card", "sent", "sentence"),
    [
        ("profiel", {"item-3": "1"}, "Je vulde 1 van de 14 in. Je kunt de rest nog invullen."),
        ("checklist", {"item-1": "0", "idee-2-1": "Een lijst"}, "Je vulde 1 van de 7 in."),
        ("schaal", {"score-2": "4"}, "Je vulde 1 van de 2 in."),
        ("schaal", {"score-1": "4", "score-2": "4"}, ""),
        ("assenveld", {"plek-1-x": "2", "plek-1-y": "10"}, "Je vulde 1 van de 2 in."),
        ("formulier", {"veld-1-1": "Snoeien"}, ""),
    ],
)
async def test_a_receipt_says_what_can_still_be_filled_in(
    room: ServedRoom, card: str, sent: dict[str, str | list[str]], sentence: str
) -> None:
    phone = await joined(room)
    await room.open(card)
    saved = PageReader((await phone.send((await phone.look()).forms[0], **sent)).text).text
    again = (await phone.look()).text
    for text in (saved, again):
        assert "Je antwoord is opgeslagen" in text
        assert sentence in text
        assert ("Je vulde" in text) is bool(sentence)
    await room.workshop.do(CloseRound())
    assert "Je vulde" not in (await phone.look()).text


async def test_changing_an_answer_counts_once(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    form = (await phone.look()).forms[0]
    await phone.send(form, keuze="0")
    await phone.send((await phone.look("?wijzig=1")).forms[0], keuze="2")
    assert only_ballot(room) == {"keuze": 2}


async def test_without_a_cookie_the_form_comes_back_with_one(room: ServedRoom) -> None:
    await room.open("keuze")
    phone = room.phone()
    data = {"ronde": "keuze-1", "nonce": "", "keuze": "1"}
    refused = await phone.client.post(f"/{phone.code}", data=data)
    assert refused.status_code == 400
    assert "cookie" in refused.text
    assert PageReader(refused.text).forms[0].data()["keuze"] == ["1"]
    assert (await phone.client.post(f"/{phone.code}", data=data)).status_code == 200


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("rol", {"rol": "bewoner"}),
        ("vragenbus", {"tekst": "Wanneer?"}),
        ("woord", {"wil": "ja"}),
        ("plek", {"plek": "zaal"}),
    ],
)
async def test_a_browser_that_keeps_no_cookie_hears_so_at_every_button(
    room: ServedRoom, path: str, sent: dict[str, str]
) -> None:
    blocked = room.client()
    page = await blocked.get(f"/{room.workshop.session.code}")
    blocked.cookies.clear()
    refused = await blocked.post(f"/{room.workshop.session.code}/{path}", data=sent)
    assert (page.status_code, refused.status_code) == (200, 400)
    assert "Zet cookies aan en druk nog eens op de knop." in refused.text
    assert "andere browser of telefoon" in refused.text
    blocked.cookies.clear()
    chosen = await blocked.post(f"/taal/{room.workshop.session.code}", data={"taal": "en"})
    assert (chosen.status_code, "Zet cookies aan" in chosen.text) == (400, True)
    assert (await blocked.post("/taal/", data={"taal": "en"})).status_code == 303, "the page for the code gave none"


async def test_a_form_without_the_script_counts_once_however_the_network_brings_it(room: ServedRoom) -> None:
    await room.open("meerkeuze")
    phone = await joined(room)
    form = (await phone.look()).forms[0]
    replies = await asyncio.gather(*(phone.send(form, keuzes=["0", "3"]) for _ in range(3)))
    receipts = [re.findall(r'Kenmerk: <b translate="no">(.*?)</b>', reply.text) for reply in replies]
    assert receipts[0] == receipts[1] == receipts[2] != []
    assert only_ballot(room) == {"keuzes": [0, 3]}
    # The reply was lost: who looks again sees that it is saved, under the same receipt.
    assert f"Kenmerk: {receipts[0][0]}" in (await phone.look()).text


async def test_hostile_text_is_text_in_form_and_result(room: ServedRoom) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x1b[2J"
    phone = await joined(room)
    await room.open("open")
    await phone.send((await phone.look()).forms[0], **{"tekst-1": hostile})
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    response = await phone.client.get(f"/{phone.code}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    own = f'<noscript><img src="/{phone.code}/hier" alt="" width="1" height="1"></noscript>'
    assert "<img" not in response.text.replace(own, ""), "the page's own picture is the only one"
    assert not {"\u202e", "\x1b"} & set(response.text)


async def test_refused_text_comes_back_escaped(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("woorden")
    hostile = "</textarea><script>alert(1)</script>" + "x" * 40
    response = await phone.send((await phone.look()).forms[0], **{"woord-1": hostile})
    assert response.status_code == 400
    assert "<script>alert(1)" not in response.text
    assert PageReader(response.text).forms[0].data()["woord-1"] == [hostile]


async def test_an_answer_that_cannot_be_saved_says_so_and_keeps_the_form(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    form = (await phone.look()).forms[0]
    await room.workshop.close()
    response = await phone.send(form, keuze="1")
    assert response.status_code == 503
    assert "Je antwoord is opgeslagen" not in response.text
    page = PageReader(response.text)
    assert "Je antwoord is nog niet opgeslagen. Dat ligt niet aan jou. Probeer het zo nog eens." in page.text
    assert PageReader(response.text).forms[0].data()["keuze"] == ["1"]


async def test_a_role_travels_with_the_ballot_also_when_chosen_after_it(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    page = await phone.look()
    role = role_form(page.forms)
    assert page.forms.index(role) > 0
    await phone.send(page.forms[0], keuze="0")
    assert (await phone.send(role, rol="bewoner")).status_code == 200
    assert roles_of(room, "keuze-1") == ["bewoner"]
    assert "Je doet mee als bewoner" in (await phone.look()).text
    await phone.send(role_form((await phone.look()).forms), rol="ondernemer")
    assert roles_of(room, "keuze-1") == ["ondernemer"]


async def test_another_role_leaves_the_receipt_as_it_was(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    role = role_form((await phone.look()).forms)
    await phone.send((await phone.look()).forms[0], keuze="0")
    (before,) = room.workshop.session.rounds["keuze-1"].ballots.values()
    for name in ("bewoner", "ondernemer"):
        response = await phone.send(role, rol=name)
        (after,) = room.workshop.session.rounds["keuze-1"].ballots.values()
        assert roles_of(room, "keuze-1") == [name]
        assert (after.receipt, after.nonce) == (before.receipt, before.nonce)
        assert f"Kenmerk: {before.receipt}" in PageReader(response.text).text


async def test_what_the_facilitator_must_do_is_not_told_to_participants(
    room: ServedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await joined(room)
    await room.open("keuze")
    page = await phone.look()
    await phone.send(page.forms[0], keuze="0")

    async def full(*_: object, **__: object) -> None:
        raise NotSaved("De schijf is vol. Maak ruimte vrij.")

    monkeypatch.setattr(room.workshop, "cast", full)
    answer = await phone.send(page.forms[0], keuze="1")
    role = await phone.send(role_form(page.forms), rol="bewoner")
    for response, undone in ((answer, "antwoord is nog niet opgeslagen"), (role, "rol is nog niet bewaard")):
        assert response.status_code == 503
        assert "Maak ruimte vrij" not in response.text
        assert f"Je {undone}. Dat ligt niet aan jou." in PageReader(response.text).text
    assert PageReader(answer.text).forms[0].data()["keuze"] == ["1"]


async def test_an_unknown_role_is_refused(room: ServedRoom) -> None:
    phone = await joined(room)
    response = await phone.send(role_form((await phone.look()).forms), rol="koning")
    assert response.status_code == 400
    assert "Kies eerst een rol" in response.text


async def test_a_restart_keeps_participants_round_and_answers(folder: SessionFolder, deck: Path) -> None:
    async with served(folder, deck) as room:
        phone = await joined(room)
        await phone.look()
        await room.open("keuze")
        response = await phone.send((await phone.look()).forms[0], keuze="1")
        assert response.status_code == 200
        cookies = phone.client.cookies
        code, port = phone.code, room.port
    async with served(folder, deck, port=port) as room:
        assert (room.workshop.session.code, room.port) == (code, port)
        assert room.workshop.session.participants == 1
        phone = room.phone()
        phone.client.cookies = cookies
        assert "Je antwoord is opgeslagen" in (await phone.look()).text
        assert room.workshop.session.participants == 1


def role_form(forms: list[ParsedForm]) -> ParsedForm:
    return next(form for form in forms if any(control.name == "rol" for control in form.controls))


@pytest.mark.parametrize(
    "headers", [{"origin": "http://elders.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "http://127.0.0.1:1"}]
)
async def test_an_answer_that_another_site_sends_is_refused(room: ServedRoom, headers: dict[str, str]) -> None:
    phone = room.phone()
    await phone.look()
    await room.open("keuze")
    form = next(form for form in (await phone.look()).forms if "ronde" in form.data())
    data = form.data() | {"keuze": "1"}
    for path in ("", "/rol", "/volgende"):
        refused = await phone.client.post(f"/{phone.code}{path}", data=data, headers=headers)
        assert refused.status_code == 403
        assert "van een andere pagina" in refused.text
    assert room.workshop.session.open_round is not None
    assert room.workshop.session.open_round.answers == 0
    for own in ({"origin": "null"}, {"origin": room.url, "sec-fetch-site": "same-origin"}, {}):
        assert (await phone.client.post(f"/{phone.code}", data=data, headers=own)).status_code == 200


async def test_every_hostile_text_that_a_phone_sends_is_text_or_refused(room: ServedRoom) -> None:
    await room.open("open")
    desk = room.client()
    await desk.post("/regie", data={"sleutel": KEY})
    sent = [hostile for hostile in WHOLE if len(hostile) < 1_500]
    for hostile in sent:
        phone = room.phone()
        form = (await phone.look()).forms[0]
        answer = await phone.send(form, **{"tekst-1": hostile})
        assert answer.status_code in (200, 400), ascii(hostile)
        assert not set(PageReader(answer.text).text) & STEERS, ascii(hostile)
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    for page in (await room.phone().look(), PageReader((await desk.get("/regie")).text)):
        assert not set(page.text) & STEERS
    answered = room.workshop.session.last_round("open")
    assert answered is not None
    assert len(sent) * 0.7 < answered.answers <= len(sent)
    for broken in (b"%ED%A0%80", b"%FF%FE", b"%C0%AF", b"%00", b"\xff", b"%", b"%zz", b"+" * 50):
        posted = await phone.client.post(
            f"/{phone.code}", content=b"tekst-1=" + broken, headers={"content-type": FORM_TYPE}
        )
        assert 400 <= posted.status_code < 500


async def test_a_role_that_is_refused_leaves_the_receipt_in_sight(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("keuze")
    await phone.send((await phone.look()).forms[0], keuze="1")
    refused = await phone.client.post(f"/{phone.code}/rol", data={"rol": ""})
    assert refused.status_code == 400
    assert "Kies eerst een rol" in refused.text
    assert "Je antwoord is opgeslagen" in refused.text
    assert "Waar beginnen we mee?" not in PageReader(refused.text).text


async def test_a_support_round_asks_something_else_than_the_round_before_it(room: ServedRoom) -> None:
    phone = await joined(room)
    await room.open("open")
    asked = await phone.client.get(f"/{phone.code}")
    await phone.send(PageReader(asked.text).forms[0], **{"tekst-1": "Een bank"})
    await room.workshop.do(CloseRound())
    await room.workshop.do(OpenRound("steun"))
    supports = await phone.client.get(f"/{phone.code}")
    for told in (r"<title>([^<]+)", r'data-meld="([^"]+)', r'<h1 id="vraag">([^<]+)', r'data-titel="([^"]+)'):
        (before,), (now,) = re.findall(told, asked.text), re.findall(told, supports.text)
        assert before != now
        assert "Wat steun jij?" in now


async def test_who_cannot_see_the_beamer_reads_its_card_in_every_state(room: ServedRoom) -> None:
    phone = await joined(room)

    async def on_screen(state: str) -> bool:
        page = (await phone.client.get(f"/{phone.code}")).text
        assert f'data-soort="{state}"' in page
        assert 'data-scherm="Welkom"' in page
        return '<section id="scherm">' in page and "Fijn dat je er bent." in page

    assert await on_screen("wachten")
    await room.open("keuze")
    await phone.send((await phone.look()).forms[0], keuze="1")
    await room.workshop.do(GoTo("welkom"))
    assert await on_screen("kenmerk")
    phone = await joined(room)
    assert await on_screen("vraag")
    await room.workshop.do(CloseRound())
    await room.workshop.do(GoTo("woorden"))
    assert (
        '<section id="scherm"><details><summary>Op het scherm</summary><h2>In een woord</h2>'
        in (await phone.client.get(f"/{phone.code}")).text
    ), "a card without a text is told by its title"


async def test_a_wrong_code_stays_in_its_field(room: ServedRoom) -> None:
    page = (await room.client().get("/AB-1")).text
    assert PageReader(page).forms[0].data()["code"] == ["AB-1"]
    assert re.search(r'<input id="code"[^>]+aria-invalid="true" aria-describedby="fout"', page)
