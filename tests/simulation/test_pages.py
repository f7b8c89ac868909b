"""A page as a phone without JavaScript reads it."""

from kompas_tui.simulation.pages import read_page

QUESTION = """<!doctype html><title>Kompas</title><style>p { color: red }</style>
<main><form method="post" action="/AB12">
<input type="hidden" name="ronde" value="een-1">
<fieldset><legend><h1>Wat kies je?</h1></legend><p>Kies er hooguit 2.</p>
<p><input type="checkbox" id="k.0" name="keuze" value="0" checked><label for="k.0">Appel &amp; peer</label></p>
<p><label for="k.1">Pruim</label><input type="checkbox" id="k.1" name="keuze" value="1"></p>
<label>Rood <input type="checkbox" name="keuze" value="2"></label>
</fieldset>
<label for="t">Toelichting</label><textarea id="t" name="tekst-1" maxlength="40">eerder</textarea>
<select name="plaats-1"><option value=""></option><option value="3">drie</option></select>
<button name="doe" value="ja">Verstuur</button><button type="button">Omhoog</button></form>
<form method="post" action="/AB12/rol"><fieldset><legend>Je rol</legend>
<input type="radio" id="r" name="rol" value="gast"><label for="r">gast</label></fieldset><button>Kies</button></form>
<script>document.write("<form>")</script></main>"""

RECEIPT = """<h1>Je antwoord is opgeslagen</h1><p>Kenmerk: <b>AB2C-DEF3-GH45-6789</b></p>
<form action="/AB12"><button name="wijzig" value="1">Verander je antwoord</button> <button>Kijk</button></form>"""


def test_the_question_is_the_first_form_that_asks_more_than_a_role() -> None:
    page = read_page(QUESTION)
    assert len(page.forms) == 2
    form = page.question
    assert form is not None
    assert (form.action, form.method) == ("/AB12", "post")
    assert form.sent_along == [("ronde", "een-1"), ("doe", "ja")]
    role = page.form_with("rol")
    assert role is page.forms[1]


def test_controls_have_the_label_that_a_person_reads() -> None:
    form = read_page(QUESTION).forms[0]
    boxes = form.of("checkbox")
    assert [box.label for box in boxes] == ["Appel & peer", "Pruim", "Rood"]
    assert {box.group for box in boxes} == {"Wat kies je?"}
    assert [box.chosen for box in boxes] == [True, False, False]
    (area,) = form.of("textarea")
    assert (area.label, area.value, area.length) == ("Toelichting", "eerder", 40)
    assert form.of("select")[0].options == [("", ""), ("3", "drie")]


def test_what_is_no_text_is_not_read() -> None:
    page = read_page(QUESTION)
    assert "color" not in page.text
    assert "document.write" not in page.text
    assert "Kies er hooguit 2." in page.forms[0].text


def test_a_receipt_has_a_code_and_a_way_back() -> None:
    page = read_page(RECEIPT)
    assert page.is_saved
    assert page.receipt == "AB2C-DEF3-GH45-6789"
    assert page.question is None
    assert page.way_back is not None
    assert (page.way_back[1].name, page.way_back[1].value) == ("wijzig", "1")


def test_a_page_without_forms_asks_nothing() -> None:
    page = read_page("<h1>Je doet mee</h1><p>Wacht even.")
    assert (page.question, page.way_back, page.receipt) == (None, None, "")
    assert page.text == "Je doet mee Wacht even."
