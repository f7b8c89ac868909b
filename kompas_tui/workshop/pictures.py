"""The pictures of a session: kept under their hashes before anything names them."""

from collections.abc import Callable, Mapping


def _keep_nowhere(digest: str, data: bytes) -> None:
    """Without a folder a picture lives as long as the program."""


def _kept_nowhere(digest: str) -> bytes | None:
    return None


class KeptPictures:
    """Pictures by hash: those that were just read, and those that the session's folder keeps."""

    def __init__(
        self,
        keep: Callable[[str, bytes], None] = _keep_nowhere,
        load: Callable[[str], bytes | None] = _kept_nowhere,
    ) -> None:
        self._keep, self._load = keep, load
        self._known: dict[str, bytes | None] = {}

    def add(self, pictures: Mapping[str, bytes]) -> None:
        """Know pictures that are kept already."""
        self._known |= pictures

    def keep(self, pictures: Mapping[str, bytes]) -> None:
        """Keep pictures that are new here, safe when this returns; OSError where that fails."""
        for digest, data in pictures.items():
            if self._known.get(digest) is None:
                self._keep(digest, data)
                self._known[digest] = data

    def get(self, digest: str) -> bytes | None:
        """The picture under this hash; None where it is gone, or is no longer what it was."""
        if digest not in self._known:
            self._known[digest] = self._load(digest)
        return self._known[digest]
