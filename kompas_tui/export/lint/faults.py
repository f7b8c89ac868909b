"""A fault of a document as a value: which rule, where, what, and the cure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentFault:
    """What is wrong somewhere in a document, and what to do about it, in plain Dutch."""

    rule: str
    where: str
    wrong: str
    cure: str

    def __str__(self) -> str:
        return f"{self.rule}, {self.where}: {self.wrong} {self.cure}"
