"""The real `kompas` in a process of its own, and the remote that steers it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import httpx

from tests.waiting import PATIENCE, eventually

KEY = "sleutel-van-de-test"
PROGRAM = (sys.executable, "-m", "kompas_tui")

SIX_KINDS = """---
titel: Zes werkvormen
duur: 30
rollen: [bewoner, ondernemer]
---

# Een {#een}

```keuze
vraag: Wat kies je?
opties: [appel, peer, pruim]
```

# Twee {#twee}

```meerkeuze
vraag: Wat past erbij?
max: 2
opties: [rood, groen, blauw, geel]
```

# Drie {#drie}

```stickers
vraag: Waar plak je?
aantal: 5
opties: [links, midden, rechts]
```

# Vier {#vier}

```schaal
vraag: Hoe gaat het?
tot: 7
```

# Vijf {#vijf}

```woorden
vraag: Welk woord past?
max: 3
```

# Zes {#zes}

```open
vraag: Wat wil je zeggen?
max: 2
```
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing outside `home` is touched, and a terminal has no size but its own."""
    sizes = ("COLUMNS", "LINES")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KOMPAS_", *sizes))}
    # Also what lies there for a moment: `kompas regie` looks for rehearsals among it, and finds those of other tests.
    own = {
        "TMPDIR": str(home),
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "staat"),
        "KOMPAS_SESSIES": str(home / "sessies"),
    }
    return {**inherited, **own, "KOMPAS_SLEUTEL": KEY, "COVERAGE_PROCESS_START": "", **more}


def call(*args: str | Path, home: Path, said: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in `home`."""
    return subprocess.run(
        [*PROGRAM, *map(str, args)], cwd=home, env=environment(home, **more), input=said,
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


class Headless:
    """A session without a screen, being served."""

    def __init__(self, *args: str | Path, home: Path, run: int = 1) -> None:
        self._ended = False
        self._out = home / f"uit-{run}.txt"
        self._file = self._out.open("w")
        self.process = subprocess.Popen(
            [*PROGRAM, "zonder-scherm", *map(str, args)], cwd=home, env=environment(home),
            stdin=subprocess.DEVNULL, stdout=self._file, stderr=subprocess.STDOUT,
        )  # fmt: skip
        eventually(lambda: "Stoppen:" in self.said or self.process.poll() is not None)
        found = re.search(r"Meedoen: http://\S+:(\d+)/(\w{4})", self.said)
        assert found, self.said
        self.port, self.code = int(found[1]), found[2]
        self.base = f"http://127.0.0.1:{self.port}"
        self.url = f"{self.base}/{self.code}"
        headers = {"Authorization": f"Bearer {KEY}"}
        self._remote = httpx.Client(base_url=self.base, headers=headers, trust_env=False, timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._remote.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._file.close()

    @property
    def said(self) -> str:
        """All that it printed."""
        return self._out.read_text()

    def state(self) -> dict[str, Any]:
        """What the remote sees."""
        return _answer(self._remote.get("/regie/stand"))

    def order(self, name: str, **more: Any) -> dict[str, Any]:
        """Carry out a command of the remote."""
        reply = _answer(self._remote.post("/regie/opdracht", json={"opdracht": name, **more}))
        if name == "stop":
            self._ended = True
            eventually(lambda: "afgerond" in self.said)
        return reply

    def end(self) -> int:
        """Wait for the end of the program, and give its exit code; a session that ended isn't served longer."""
        if self._ended:
            self.process.terminate()
        return self.process.wait(timeout=PATIENCE)


def _answer(reply: httpx.Response) -> dict[str, Any]:
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found
