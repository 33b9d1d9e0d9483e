"""How many parameters a callback takes, read from its code.

Textual hands a callback as much as it takes, and asks ``inspect`` for its signature: of each method that is called a moment
later, each time. Leans on internals of Textual, which is pinned; a test stands guard.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import CO_VARARGS, CO_VARKEYWORDS, signature
from types import FunctionType, MethodType
from typing import Any, Final

from textual import _callback

of_textual: Final = _callback._count_parameters
"""How Textual itself counts."""


def count(callback: Callable[..., Any]) -> int:
    """What ``inspect`` says of any callback; a plain function or method is not asked about."""
    bound = isinstance(callback, MethodType)
    function = callback.__func__ if isinstance(callback, MethodType) else callback
    if not isinstance(function, FunctionType) or function.__dict__.keys() & {"__wrapped__", "__signature__"}:
        return len(signature(callback).parameters)
    code = function.__code__
    named = code.co_argcount + code.co_kwonlyargcount - (bound and code.co_argcount > 0)
    return named + bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)


def use() -> None:
    """Let Textual count this way."""
    vars(_callback)["_count_parameters"] = count
