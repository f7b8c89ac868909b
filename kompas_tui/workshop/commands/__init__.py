"""What a facilitator can do: each command decides, out of how things stand, which events follow; the table names all.

A command is a frozen dataclass with a pure `decide`. To add one: write it beside its kin, give it a row in
`table`, and it can be carried out by the remote and the palette. `.github/CONTRIBUTING.md` has the recipe.
"""
