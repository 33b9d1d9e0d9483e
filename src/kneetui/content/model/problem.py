"""What is wrong with content, and what to do about it."""

from __future__ import annotations

from typing import Literal

from kneetui.config.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with content: what, where (file, line, key) and what to do about it.

    ``origin`` says where the pack came from, such as ``running (kneetui-running 0.1.0)``. A ``warning`` is
    worth mending, and never keeps a pack out.
    """

    message: str
    remedy: str
    file: str = ""
    line: int = 0
    column: int = 0
    key: str = ""
    pack: str = ""
    origin: str = ""
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        """The file with its line, else the pack; empty if neither is known."""
        where = self.file or self.pack
        return f"{where}:{self.line}" if where and self.line else where

    def __str__(self) -> str:
        kind = "warning" if self.severity == "warning" else ""
        parts = [self.origin, self.place, kind, self.key, self.message]
        text = ": ".join(part for part in parts if part)
        return f"{text}. {self.remedy}" if self.remedy else text
