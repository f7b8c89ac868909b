"""A photo of the flip-over: by the facilitator alone, drawn anew without what it told, with words, in the report."""

import hashlib
import io
import time
import zlib
from pathlib import Path

import docx
import httpx
import pytest
from PIL import Image

from kompas_tui.domain.session import events as ev
from kompas_tui.export.data import session_data
from kompas_tui.export.word import write_report
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.course import TakeBack
from kompas_tui.workshop.photos import PhotoRefused, safe_photo
from tests.web.room import PageReader, ServedRoom
from tests.web.test_desk import form_with, logged_in

SECRET = "Rotterdam 51.92N"


def photo(form: str = "JPEG", size: tuple[int, int] = (300, 200)) -> bytes:
    """A picture that tells where it was taken."""
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif[0x0112] = 6
    Image.new("RGB", size, "teal").save(stream, form, exif=exif)
    return stream.getvalue()


def bomb() -> bytes:
    """A small PNG that says that it is as large as a square kilometre."""
    head = (200_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100_000)), (b"IEND", b"")]
    made = [len(d).to_bytes(4, "big") + n + d + zlib.crc32(n + d).to_bytes(4, "big") for n, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


async def send(desk: httpx.AsyncClient, data: bytes, **said: str) -> httpx.Response:
    form = form_with(PageReader((await desk.get("/regie")).text), "Zet de foto in het verslag")
    assert form.action == "/regie/foto"
    fields = {"teken": form.data()["teken"], **said}
    return await desk.post(form.action, data=fields, files={"foto": ("flap.jpg", data, "image/jpeg")})


async def test_a_photo_is_kept_by_its_hash_without_what_it_told_and_stands_in_the_report(
    room: ServedRoom, tmp_path: Path
) -> None:
    desk = await logged_in(room)
    answer = await send(desk, photo(), tekst="De flap met zes wensen")
    assert "De foto staat in het verslag." in answer.text
    (taken,) = room.workshop.session.photos
    assert (taken.alt, taken.public) == ("De flap met zes wensen", False)
    folder = next(path.parent for path in tmp_path.rglob(f"foto-{taken.picture}.jpg"))
    kept = (folder / f"foto-{taken.picture}.jpg").read_bytes()
    assert hashlib.sha256(kept).hexdigest() == taken.picture
    assert SECRET.encode() not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert opened.size == (200, 300), "turned upright"
        assert not dict(opened.getexif())
    session = room.workshop.session
    photos = SessionFolder(folder).pictures(session)
    write_report(session, room.workshop.head, tmp_path / "verslag.docx", photos=photos)
    document = docx.Document(str(tmp_path / "verslag.docx"))
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["De flap met zes wensen"]
    assert "Alleen voor het volledige verslag." in [one.text for one in document.paragraphs]
    (told,) = session_data(session, room.workshop.head)["fotos"]
    assert (told["openbaar"], told["tekst"]) == (False, None)
    assert await room.workshop.do(TakeBack()) == "De foto staat niet meer in het verslag."
    assert room.workshop.session.photos == []
    SessionFolder(folder).remove()
    assert not list(folder.glob("foto-*"))


async def test_only_the_facilitator_can_send_one(room: ServedRoom) -> None:
    stranger = room.client()
    answer = await stranger.post("/regie/foto", data={"tekst": "x"}, files={"foto": ("a.jpg", photo(), "image/jpeg")})
    assert answer.status_code == 401
    desk = await logged_in(room)
    answer = await desk.post("/regie/foto", data={"tekst": "x"}, files={"foto": ("a.jpg", photo(), "image/jpeg")})
    assert answer.status_code == 403
    assert "foto" not in (await stranger.get(f"/{room.workshop.session.code}")).text
    assert room.workshop.session.photos == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a" + bytes(50), "Dit is geen foto"),
        (b"", "Dit is geen foto"),
        (b"<svg onload=alert(1)>", "Dit is geen foto"),
        (photo()[:400], "Dit is geen foto"),
        (bomb(), "foto"),
    ],
    ids=["gif", "empty", "svg", "broken", "bomb"],
)
async def test_what_is_no_photo_is_refused_in_words(room: ServedRoom, data: bytes, said: str) -> None:
    desk = await logged_in(room)
    answer = await send(desk, data, tekst="Iets")
    assert answer.status_code >= 400
    assert said in answer.text
    assert room.workshop.session.photos == []
    assert ">Iets</textarea>" in " ".join(answer.text.split()).replace("> Iets", ">Iets")


def parts_of(data: bytes, **said: str) -> bytes:
    fields = [f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in said.items()]
    file = b'--xx\r\nContent-Disposition: form-data; name="foto"; filename="a"\r\n\r\n' + data + b"\r\n--xx--\r\n"
    return "".join(fields).encode() + file


NESTED = b'Content-Disposition: form-data; name="foto"\r\nContent-Type: multipart/mixed; boundary=yy\r\n\r\n'


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'--xx\r\nContent-Disposition: form-data; name="t"\r\n\r\n\r\n' * 180_000 + b"--xx--\r\n", 400),
        (b"--xx\r\n" + NESTED + b"--yy\r\n\r\n\r\n" * 1_000_000 + b"--xx--\r\n", 403),
        (b"--xx\r\n" + b"a: b\r\n" * 1_500_000 + b"\r\n--xx--\r\n", 400),
        (parts_of(b"", tekst="a\n" * 5_000_000), 413),
        (parts_of(b"\n" * 11_000_000, teken="x"), 403),
        (b"", 403),
    ],
    ids=["many parts", "parts in a part", "a long head", "a long text", "many lines", "nothing"],
)
async def test_no_form_with_a_file_holds_up_the_room(room: ServedRoom, body: bytes, status: int) -> None:
    desk = await logged_in(room)
    began = time.process_time()  # the room is in this process, and other work of the machine is not
    answer = await desk.post("/regie/foto", content=body, headers={"content-type": "multipart/form-data; boundary=xx"})
    assert (answer.status_code, time.process_time() - began < 8) == (status, True)
    assert room.workshop.session.photos == []


async def test_a_form_without_a_boundary_is_no_form(room: ServedRoom) -> None:
    desk = await logged_in(room)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary="é"'):
        answer = await desk.post(
            "/regie/foto", content=parts_of(b"x"), headers=[(b"content-type", kind.encode("latin-1"))]
        )
        assert answer.status_code in (400, 403)


async def test_without_words_or_too_large_it_is_refused(room: ServedRoom) -> None:
    desk = await logged_in(room)
    answer = await send(desk, photo(), tekst=" ")
    assert "Dat leest wie hem niet kan zien." in answer.text
    answer = await send(desk, bytes(12_500_000), tekst="Iets")
    assert (answer.status_code, "te groot" in answer.text) == (413, True)
    answer = await send(desk, photo("PNG"), tekst="Iets", openbaar="ja")
    assert [one.public for one in room.workshop.session.photos] == [True]


def test_a_large_photo_is_made_smaller_and_a_strange_name_in_a_log_reads_nothing(tmp_path: Path) -> None:
    made = safe_photo(photo(size=(4000, 3000)))
    with Image.open(io.BytesIO(made.data)) as opened:
        assert max(opened.size) == 1800
    with pytest.raises(PhotoRefused):
        safe_photo(bytes(13_000_000))
    (tmp_path / "geheim.jpg").write_bytes(photo())

    class Told:
        photos = (ev.PhotoTaken(time=None, card="", picture="../geheim", alt="x"),)  # type: ignore[arg-type]
        pictures = ("../geheim",)

    assert SessionFolder(tmp_path).pictures(Told()) == {}  # type: ignore[arg-type]
