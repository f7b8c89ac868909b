"""A photo of paddles at the facilitator's page and on the remote: counted, forgotten, and refused where it is none."""

import io
from pathlib import Path

import httpx
import pytest
from PIL import Image

from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.sighting import paddles_in
from tests.paddles.test_reading import on_wall
from tests.web.room import PageReader, ServedRoom
from tests.web.test_commands import result_of
from tests.web.test_desk import form_with, logged_in, press
from tests.web.test_photo import bomb, photo
from tests.web.test_remote import order


def row_of(**letters: str) -> bytes:
    """A photo of paddles beside each other: `k7="B"` holds number 7 with letter B up."""
    wide = Image.new("L", (320 * len(letters), 320), 150)
    for place, (name, letter) in enumerate(letters.items()):
        wide.paste(on_wall(int(name[1:]), 160).rotate(90 * "ABCD".index(letter)), (320 * place, 0))
    stream = io.BytesIO()
    wide.save(stream, "JPEG", quality=85)
    return stream.getvalue()


async def send(desk: httpx.AsyncClient, data: bytes) -> httpx.Response:
    form = form_with(PageReader((await desk.get("/regie")).text), "Lees de kaarten")
    return await desk.post(form.action, data=form.data(), files={"foto": ("zaal.jpg", data, "image/jpeg")})


async def test_a_photo_counts_and_is_kept_nowhere(room: ServedRoom, tmp_path: Path) -> None:
    desk = await logged_in(room)
    await room.workshop.do(GoTo("keuze"))
    assert "<b>C</b> Meer licht" in (await desk.get("/regie")).text, "what each letter means is known beforehand"
    await room.open("keuze")
    shown = (await desk.get("/regie")).text
    assert "vergeet de foto meteen" in shown
    assert "<b>C</b> Meer licht" in shown
    sent = row_of(k1="A", k7="C", k12="C", k13="D")
    answer = await send(desk, sent)
    assert "In deze ronde: 3 van de 3 kaarten." in answer.text
    assert "Kaart 13 houdt een letter omhoog die hier niets betekent." in answer.text
    asked = room.workshop.session.open_round
    assert asked is not None
    assert (asked.answers, asked.paddles) == (3, 3)
    await press(desk, "Tel deze kaarten", gelezen="13b")
    assert asked.paddles == 4
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"\xff\xd8\xff" in data or sent[200:260] in data for data in kept)
    assert not list(tmp_path.rglob("foto-*"))


def test_a_photo_that_the_camera_saved_on_its_side_is_read_upright() -> None:
    with Image.open(io.BytesIO(row_of(k1="A", k7="C", k12="B"))) as taken:
        on_its_side, stream = taken.rotate(90, expand=True), io.BytesIO()
    orientation = Image.Exif()
    orientation[0x0112] = 6  # to be turned a quarter clockwise
    on_its_side.save(stream, "JPEG", quality=85, exif=orientation)
    assert paddles_in(stream.getvalue()).letters == {1: "A", 7: "C", 12: "B"}


async def test_a_program_sends_a_photo_or_what_it_read_itself(room: ServedRoom) -> None:
    remote = room.remote()
    await room.open("keuze")
    answer = await remote.post("/regie/opdracht/kaarten", content=row_of(k1="B", k2="C"))
    assert answer.json()["gezegd"] == (
        "2 kaarten gelezen. In deze ronde: 2 van de 2 kaarten. Kijk één kaart na: kaart 1 houdt B omhoog. "
        "Klopt dat niet, houd je telefoon dan recht en maak nog een foto."
    )
    assert answer.json()["antwoorden"] == 2
    letters = {str(number): "B" for number in range(3, 9)}
    await order(remote, "kaarten", gelezen=letters)
    state = await order(remote, "sluit")
    result = result_of(state, "keuze")
    assert result["kaarten"] == 8
    assert "hoort per nummer een letter" in (await order(remote, "kaarten", 400, gelezen={"x": "A"}))["fout"]
    assert "zoals 7A" in (await order(remote, "kaarten", 409, gelezen="7"))["fout"]
    assert "gesloten" in (await order(remote, "kaarten", 409, gelezen=letters))["fout"]
    await room.open("stickers")
    assert "tellen kaarten niet" in (await order(remote, "kaarten", 409, gelezen=letters))["fout"]
    refused = await remote.post("/regie/opdracht/kaarten", content=b"\xff" * 12_100_000)
    assert refused.status_code == 413
    assert (await room.client().post("/regie/opdracht/kaarten", content=b"")).status_code == 401


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a" + bytes(50), bomb(), photo()[:400]], ids=["empty", "gif", "bomb", "broken"]
)
async def test_what_is_no_photo_is_refused_in_words(room: ServedRoom, data: bytes) -> None:
    desk = await logged_in(room)
    await room.open("keuze")
    answer = await send(desk, data)
    assert answer.status_code >= 400
    assert "foto" in PageReader(answer.text).text
    assert room.workshop.session.open_round is not None
    assert room.workshop.session.open_round.answers == 0


async def test_a_photo_of_an_earlier_round_counts_nowhere(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("keuze")
    form = form_with(PageReader((await desk.get("/regie")).text), "Lees de kaarten")
    await order(room.remote(), "sluit")
    files = {"foto": ("zaal.jpg", row_of(k1="A"), "image/jpeg")}
    answer = await desk.post(form.action, data=form.data(), files=files)
    assert "De ronde is gesloten" in answer.text
    await order(room.remote(), "open")
    answer = await desk.post(form.action, data=form.data(), files=files)
    assert "Deze foto hoort bij een eerdere ronde." in answer.text
    assert all(not asked.answers for asked in room.workshop.session.rounds.values())
    assert (await room.client().post("/regie/kaarten", data={}, files=files)).status_code == 401


async def test_a_photo_on_its_side_is_told_where_most_paddles_turned_alike(room: ServedRoom) -> None:
    desk = await logged_in(room)
    await room.open("instemming")
    first = await send(desk, row_of(k1="A", k2="A", k3="B", k4="C"))
    assert "gedraaid" not in first.text
    assert "Kijk één kaart na: kaart 1 houdt A omhoog." in first.text, (
        "that the first one lay on its side shows nowhere"
    )
    assert "gedraaid" not in (await send(desk, row_of(k1="B", k2="A", k3="B", k4="C"))).text, "one changed its mind"
    turned = await send(desk, row_of(k1="C", k2="B", k3="C", k4="A"))
    assert "Kijk één kaart na" not in turned.text
    assert "De meeste kaarten zijn een kwartslag gedraaid ten opzichte van de vorige foto." in turned.text
    assert "In deze ronde: 4 van de 4 kaarten." in turned.text
