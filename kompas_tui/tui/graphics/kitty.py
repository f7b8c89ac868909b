"""A picture by kitty's graphics protocol: it lies below the cells, and is seen through those without a ground."""

import base64
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

FORGET_ALL = "\x1b_Ga=d,d=A,q=2\x1b\\"
# Below half of the lowest number kitty draws under the ground of a cell too, and not only under its letter.
_BELOW_EVERY_GROUND = -1_073_741_825
# The most that the protocol of kitty allows in one piece.
_CHUNK = 4096


def kitty_picture(picture: "Image", number: int, columns: int, rows: int) -> str:
    """The picture with its corner in the cell where the cursor stands, over so many cells."""
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=3)
    data = base64.standard_b64encode(stream.getvalue()).decode("ascii")
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    placed = f"a=T,f=100,i={number},p=1,c={columns},r={rows},z={_BELOW_EVERY_GROUND},C=1,q=2,"
    last = len(chunks) - 1
    return "".join(f"\x1b_G{'' if at else placed}m={int(at < last)};{chunk}\x1b\\" for at, chunk in enumerate(chunks))
