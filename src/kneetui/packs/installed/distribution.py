"""How a Python distribution was installed, and the command that removes it again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from kneetui.config.distributions import InstalledDistribution, distribution
from kneetui.config.distributions import plain_name as _plain
from kneetui.config.lazy_dataclass import dataclass

UV_TOOL = "uv-receipt.toml"
"""Stands in the environment of an app that uv installed as a tool."""

PIPX = "pipx_metadata.json"
"""Stands in the environment of an app that pipx installed."""


@dataclass(frozen=True, slots=True)
class Means:
    """``by`` is ``pip``, ``pipx``, ``uv``, ``uv tool`` or what else installed it; ``remove`` a command, or a sentence.

    ``editable`` is the folder of an editable installation, else empty.
    """

    by: str
    remove: str
    editable: str = ""


def means(name: str, prefix: Path | None = None) -> Means | None:
    """How the distribution ``name`` came into this environment (``prefix``); ``None`` if it is not in it."""
    dist = distribution(name)
    if dist is None:
        return None
    where = prefix or Path(sys.prefix)
    installer = (dist.read_text("INSTALLER") or "").strip().lower()
    editable = _editable(dist)
    if (where / PIPX).is_file():
        return Means("pipx", _command("pipx", "uninject", where.name, name), editable)
    if (where / UV_TOOL).is_file():
        return Means("uv tool", _uv_tool(where / UV_TOOL, name), editable)
    if installer == "uv":
        return Means("uv", _command("uv", "pip", "uninstall", "--python", sys.executable, name), editable)
    if installer == "pip":
        return Means("pip", _command(sys.executable, "-m", "pip", "uninstall", name), editable)
    by = installer or "another program"
    return Means(by, f"Remove {name} with {installer or 'the program that installed it'}.", editable)


def _command(*words: str) -> str:
    import shlex

    return shlex.join(words)


def _editable(dist: InstalledDistribution) -> str:
    text = dist.read_text("direct_url.json")
    if text is None:
        return ""
    import json
    from urllib.parse import unquote, urlsplit

    try:
        raw = json.loads(text)
        if raw.get("dir_info", {}).get("editable") is True:
            return unquote(urlsplit(raw["url"]).path)
    except (ValueError, KeyError, AttributeError, TypeError):
        pass
    return ""


def _uv_tool(receipt: Path, name: str) -> str:
    """uv takes nothing out of a tool; it is installed again without the one."""
    import tomllib

    try:
        tool = tomllib.loads(receipt.read_text(encoding="utf-8"))["tool"]
        needed = [
            requirement
            for requirement in tool["requirements"]
            if _plain(str(requirement["name"])) != _plain(name)
        ]
        first, *rest = map(_requirement, needed)
    except (OSError, ValueError, KeyError, TypeError):
        return f"Install kneetui again with uv tool install, without {name}."
    return _command(
        "uv", "tool", "install", first, *(word for requirement in rest for word in ("--with", requirement))
    )


def _requirement(table: dict[str, Any]) -> str:
    for key in ("editable", "directory", "path", "url"):
        if key in table:
            return str(table[key])
    if "git" in table:
        return f"{table['name']} @ git+{table['git']}"
    return f"{table['name']}{table.get('specifier', '')}"
