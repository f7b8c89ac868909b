"""A public name stands in one module, so that it is clear what is meant, here and in a search."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import kompas_tui

HOUSE = Path(kompas_tui.__file__).parent

SHARED = {
    "T": "a type variable has no meaning outside its module",
    "main": "what a program begins with has this name by custom: the command line, and the load of kompas meting",
}


def _names(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield statement.name
        case ast.Assign():
            yield from (
                node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)
            )
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def _homes() -> dict[str, list[str]]:
    """In which modules each public name is made."""
    homes = defaultdict(list)
    for module in sorted(HOUSE.rglob("*.py")):
        for statement in ast.parse(module.read_text(encoding="utf-8")).body:
            for name in _names(statement):
                if not name.startswith("_"):
                    homes[name].append(str(module.relative_to(HOUSE)))
    return homes


def test_a_public_name_stands_in_one_module() -> None:
    """Make it private to its module, or call it by what it holds there."""
    twice = {name: places for name, places in _homes().items() if len(places) > 1 and name not in SHARED}
    assert twice == {}


def test_no_exception_outlives_its_reason() -> None:
    homes = _homes()
    assert [name for name in SHARED if len(homes[name]) < 2] == []
