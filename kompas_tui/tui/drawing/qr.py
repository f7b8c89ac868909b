"""QR codes in half blocks, black on white in every theme, with a quiet zone of four modules."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from textual.content import Content

from kompas_tui.tui.drawing.lines import Lines

QUIET_ZONE = 4
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def qr_lines(said: str) -> Lines:
    """A QR code (error correction M), two modules a cell in height."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(said)
    code.make(fit=True)
    matrix = code.get_matrix()
    if len(matrix) % 2:
        matrix.append([False] * len(matrix[0]))
    return [
        Content.styled("".join(_HALVES[upper, lower] for upper, lower in zip(*rows, strict=True)), "#000000 on #ffffff")
        for rows in zip(matrix[::2], matrix[1::2], strict=True)
    ]


def wifi_text(name: str, password: str) -> str:
    """What a Wi-Fi QR holds (the format of ZXing); an empty password means an open network."""
    escaped = [_escaped(name), _escaped(password)]
    if not password:
        return f"WIFI:T:nopass;S:{escaped[0]};;"
    return f"WIFI:T:WPA;S:{escaped[0]};P:{escaped[1]};;"


def _escaped(said: str) -> str:
    return "".join(f"\\{char}" if char in '\\;,:"' else char for char in said)
