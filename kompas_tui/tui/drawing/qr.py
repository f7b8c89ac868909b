"""QR codes in half blocks, black on white in every theme, with a quiet zone of four modules."""

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from textual.content import Content

from kompas_tui.tui.drawing.lines import Lines

QUIET_ZONE = 4
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def largest_qr(content: str, width: int, height: int) -> Lines:
    """The largest QR code that fits, with less error correction where it fits only so; else the smallest one."""
    for correction in (ERROR_CORRECT_M, ERROR_CORRECT_L):
        modules = len(_matrix(content, correction))
        scale = min(width // modules, 2 * height // modules)
        if scale or correction == ERROR_CORRECT_L:
            break
    return qr_lines(content, max(scale, 1), correction)


def qr_lines(content: str, scale: int = 1, correction: int = ERROR_CORRECT_M) -> Lines:
    """A QR code; a module is `scale` cells wide and half as many high."""
    matrix = [
        [dark for dark in row for _ in range(scale)] for row in _matrix(content, correction) for _ in range(scale)
    ]
    if len(matrix) % 2:
        matrix.append([False] * len(matrix[0]))
    return [
        Content.styled("".join(_HALVES[upper, lower] for upper, lower in zip(*rows, strict=True)), "#000000 on #ffffff")
        for rows in zip(matrix[::2], matrix[1::2], strict=True)
    ]


PICTURE_METRES = 2.0
"""How wide a beamer's picture usually is."""

_METRES_PER_MODULE_METRE = 250
"""A code is read up to ten times its own width away where it has 25 modules; with more of them from nearer by."""


def readable_metres(module_cells: int, columns: int) -> int:
    """Up to how many metres a phone reads a code of such modules, on a picture of the usual width."""
    return round(module_cells / columns * PICTURE_METRES * _METRES_PER_MODULE_METRE)


def cells_per_module(content: str, code: Lines) -> int:
    """How many cells wide the modules of this drawn code are."""
    return code[0].cell_length // len(_matrix(content, ERROR_CORRECT_L)) or 1


@lru_cache(maxsize=16)
def _matrix(content: str, correction: int) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=correction, border=QUIET_ZONE)
    code.add_data(content)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def wifi_text(name: str, password: str) -> str:
    """What a Wi-Fi QR holds (the format of ZXing); an empty password means an open network."""
    escaped = [_escaped(name), _escaped(password)]
    if not password:
        return f"WIFI:T:nopass;S:{escaped[0]};;"
    return f"WIFI:T:WPA;S:{escaped[0]};P:{escaped[1]};;"


def _escaped(content: str) -> str:
    return "".join(f"\\{char}" if char in '\\;,:"' else char for char in content)
