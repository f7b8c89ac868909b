"""What a file is that is no document of Word, whatever its name says."""

import io
import zipfile

_CHOOSE = "Kies een Word-bestand."
_BEGINNINGS = (
    (b"%PDF", "Dit is een pdf. Kies het Word-bestand waar hij van is gemaakt."),
    (b"{\\rtf", "Dit is een RTF-bestand. Open het in Word en sla het op als .docx."),
    (b"\x89PNG", f"Dit is een plaatje. {_CHOOSE}"),
    (b"\xff\xd8\xff", f"Dit is een plaatje. {_CHOOSE}"),
)
_WITHIN = (
    ("mimetype", "Dit is een bestand van LibreOffice. Sla het daar op als .docx."),
    ("xl/", f"Dit is een bestand van Excel. {_CHOOSE}"),
    ("ppt/", f"Dit is een bestand van PowerPoint. {_CHOOSE}"),
    ("word/", "Dit Word-bestand is beschadigd. Open het in Word en sla het opnieuw op."),
)
_UNKNOWN = "Dit is geen Word-bestand, of het is beschadigd. Kies een bestand dat in Word opengaat."
_LOOKED_AT = 4_000


def what_it_is(data: bytes) -> str:
    """A sentence on what these bytes are, by how they begin and by the names in a package."""
    if not data:
        return f"Dit bestand is leeg. {_CHOOSE}"
    for begins, sentence in _BEGINNINGS:
        if data.startswith(begins):
            return sentence
    if data.startswith(b"PK"):
        return _packed(data)
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in head:
        return _UNKNOWN
    return f"Dit is {'een webpagina' if head.startswith(b'<') else 'gewone tekst'}. {_CHOOSE}"


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return _UNKNOWN
    for begins, sentence in _WITHIN:
        if any(name.startswith(begins) for name in names):
            return sentence
    return f"Dit is een ingepakte map. {_CHOOSE}"
