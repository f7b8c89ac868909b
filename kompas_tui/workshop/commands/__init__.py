"""What a facilitator can do: each command decides, out of how things stand, which events follow; the table names all.

A command is a frozen dataclass with a pure `decide`. To add one: write it beside its kin, put its name
in `needs`, and mypy says what it lacks there and in `table`. `.github/CONTRIBUTING.md` has the recipe.
"""
