"""A public name stands in one module, so that it is clear what is meant, here and in a search."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
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


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def _homes() -> dict[str, list[str]]:
    """In which modules each public name is made."""
    homes = defaultdict(list)
    for module in sorted(HOUSE.rglob("*.py")):
        for statement in _tree(module).body:
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


def _imported(module: str, homes: Mapping[str, Path]) -> set[str]:
    """The modules of the house that this one imports, anywhere in it."""
    named: set[str] = set()
    for node in ast.walk(_tree(homes[module])):
        match node:
            case ast.Import(names=names):
                named |= {one.name for one in names}
            case ast.ImportFrom(module=str() as origin, names=names):
                named |= {origin, *(f"{origin}.{one.name}" for one in names)}
    return named & homes.keys() - {module}


def test_no_circle_of_imports_grows() -> None:
    """Imports for types only and those within functions count too; a package's own face is no way in to a neighbour."""
    files = {".".join(file.relative_to(HOUSE.parent).with_suffix("").parts): file for file in HOUSE.rglob("*.py")}
    homes = {name.removesuffix(".__init__"): file for name, file in files.items()}
    imports = {module: _imported(module, homes) for module in homes}

    def reached(first: str) -> set[str]:
        seen, ahead = set[str](), [*imports[first]]
        while ahead:
            if (module := ahead.pop()) not in seen:
                seen.add(module)
                ahead += imports[module]
        return seen

    reach = {module: reached(module) for module in homes}
    circles = [{other for other in reach[module] if module in reach[other]} for module in homes]
    assert max(map(len, circles)) <= 3


LOOSE = {
    "place": (11, "a venue, where a pin lies, or from where a phone answers"),
    "said": (0, ""),
    "shown": (3, "whether the facilitator lets the room see a text or a question"),
    "found": (0, ""),
}
"""Names for whatever comes by: how often each may be bound in the package, and what alone it then holds."""


def _bound(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.MatchAs(name=str(name)):
                yield name


def test_a_name_says_what_it_holds() -> None:
    """An index, a text that was typed, a match, a round: call it that; these four are for one thing each."""
    bound = Counter(name for module in HOUSE.rglob("*.py") for name in _bound(_tree(module)))
    assert {name: bound[name] for name, (most, _) in LOOSE.items() if bound[name] > most} == {}
