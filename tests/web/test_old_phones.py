"""An old phone reads the page: scripts of 2017, and before a size that it does not know one that it does."""

import json
import re
import subprocess
from pathlib import Path

import playwright
import pytest

from kompas_tui import web
from kompas_tui.web.pages import REMOTE_SCRIPT, SCRIPT, TRIAL_SCRIPT

STATIC = Path(web.__file__).parent / "static"
NODE = Path(playwright.__file__).parent / "driver" / "node"
PARSES = """
const acorn = require("internal/deps/acorn/acorn/dist/acorn"), fs = require("fs");
const fault = path => {
  try { acorn.parse(fs.readFileSync(path, "utf8"), {ecmaVersion: 2017}); return ""; } catch (e) { return e.message; }
};
console.log(JSON.stringify(Object.assign({}, ...process.argv.slice(1).map(path => ({[path]: fault(path)})))));
"""
"""With the parser that comes with the browser of the tests."""

_RULE = re.compile(r"([^{}`]+)\{([^{}]*)\}")
_NEW_SIZE = re.compile(r"(?<!\w)(?:min|max|clamp)\(")
_NEEDED = ("padding", "font-size", "grid-template-columns", "margin")
"""What a page can't be read well without; the least width of a column may go."""


def test_every_script_of_a_phone_is_of_2017(tmp_path: Path) -> None:
    for name, sent in {"kompas": SCRIPT, "regie": REMOTE_SCRIPT, "proef": TRIAL_SCRIPT}.items():
        (tmp_path / f"{name}.js").write_bytes(sent.code.plain)
    scripts = sorted(str(path) for folder in (STATIC, tmp_path) for path in folder.glob("*.js"))
    assert len(scripts) == 6
    done = subprocess.run([NODE, "--expose-internals", "-e", PARSES, *scripts], capture_output=True, check=True)
    assert json.loads(done.stdout) == dict.fromkeys(scripts, "")


def test_the_parser_would_tell_a_newer_word(tmp_path: Path) -> None:
    script = tmp_path / "nieuw.js"
    script.write_text("try { a?.b; } catch { }")
    done = subprocess.run([NODE, "--expose-internals", "-e", PARSES, script], capture_output=True, check=True)
    assert json.loads(done.stdout)[str(script)]


@pytest.mark.parametrize("sheet", ["kompas.css", "tabel.css", "prik.css", "kompas.js"])
def test_a_size_that_an_old_phone_does_not_know_has_one_that_it_does_before_it(sheet: str) -> None:
    bare = []
    for selector, body in _RULE.findall((STATIC / sheet).read_text(encoding="utf-8")):
        named: set[str] = set()
        for name, value in re.findall(r"([\w-]+):((?:[^;(]|\([^;]*\))+)", body):
            if name in _NEEDED and _NEW_SIZE.search(value) and name not in named:
                bare.append(f"{selector.strip()}: {name}")
            named.add(name)
    assert bare == []
