"""Every path that somebody typed goes through the account; a new place that opens one without it fails here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from kneetui.cli import cli
from kneetui.cli.lazy import LazyGroup
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services
from tests.sources import nodes

ROOT = Path(__file__).parents[1]


@cache
def sources() -> dict[str, tuple[ast.AST, ...]]:
    """Everything in every module, by its path."""
    return {
        path.relative_to(folder).as_posix(): nodes(path)
        for folder in (ROOT / "src", *(ROOT / "plugins").glob("*/src"))
        for path in folder.rglob("*.py")
    }


OPENING = frozenset(
    [
        "open",
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "write_private",
        "read_file",
        "mkdir",
        "unlink",
        "rename",
        "rmtree",
        "iterdir",
        "glob",
        "rglob",
        "mkstemp",
        "mkdtemp",
        "Popen",
        "execv",
        "execve",
        "posix_spawn",
        "echo_via_pager",
        "launch",
        "startfile",
    ]
)
"""Calls that open, make or start what a path names."""

DOORS = (
    "kneetui/cli/",
    "kneetui/ui/",
    "kneetui_pack_index/",
    "kneetui_report_html/",
    "kneetui_report_fhir/",
    "kneetui_report_pdf/",
)
"""Where the words of a person come in. The commands of pack-authoring are none of an account that is only kneetui."""

OPENS = {
    "kneetui/cli/io/input.py": "what a TypedPath gave",
    "kneetui/cli/io/output.py": "what a TypedPath gave",
    "kneetui/cli/diary/files.py": "by functions of cli/io, what a TypedPath gave",
    "kneetui/cli/reports/report.py": "by a function of cli/io, what a TypedPath gave",
    "kneetui/cli/reports/verify.py": "by a function of cli/io, what a TypedPath gave",
    "kneetui/cli/reports/calendar.py": "by a function of cli/io, what a TypedPath gave",
    "kneetui/cli/training/plan.py": "by a function of cli/io, what a TypedPath gave",
    "kneetui/cli/diary/safety.py": "by a function of cli/io, what a TypedPath gave",
    "kneetui/cli/training/routine.py": "by a function of cli/io, what a TypedPath gave",
    "kneetui/cli/triage.py": "by functions of cli/io, what a TypedPath gave",
    "kneetui/ui/screens/common/dialogs/save_dialog.py": "what the account gave",
    "kneetui/ui/screens/diary/import_dialog.py": "what the account gave",
    "kneetui_report_fhir/codes.py": "its own table",
    "kneetui_report_pdf/__init__.py": "its own template",
    "kneetui_pack_index/download.py": "a file: address, which trusted.py took from the account or the administrator",
    "kneetui_pack_index/index.py": "for who makes an index, no command of an account that is only kneetui",
    "kneetui_pack_index/index_command.py": "the same",
    "kneetui_pack_index/signatures.py": "temporary files, and the same",
    "kneetui_pack_index/trusted.py": "the two lists of indexes",
    "kneetui_pack_index/trust_commands.py": "what a TypedPath gave",
    "kneetui_pack_index/screens/indexes.py": "what the account gave",
}
"""Modules there that open something, and whence they have the path."""

EXPANDS = {
    "kneetui/config/account.py": "the policy itself",
    "kneetui/services/container.py": "KNEETUI_DIARY, which such an account does not have",
    "kneetui/diary/store/sqlite.py": "the same",
    "kneetui_toml_store/store.py": "the same",
}
"""Modules that read ~ in a path, as only paths from outside have it."""


def calls(module: str) -> Iterator[ast.Call]:
    return (node for node in sources()[module] if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        own = isinstance(call.func.value, ast.Name) and call.func.value.id == "self"
        return "" if own else call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def modules_calling(names: frozenset[str]) -> set[str]:
    return {module for module in sources() if any(called(call) in names for call in calls(module))}


def test_where_words_of_a_person_come_in_only_these_open_a_path() -> None:
    opening = {module for module in modules_calling(OPENING) if module.startswith(DOORS)}

    assert opening == set(OPENS), "take the path from config.account, and say here that it does"


def test_whoever_opens_what_was_typed_on_a_screen_asks_the_account() -> None:
    asking = modules_calling(frozenset(("reading", "writing")))

    assert {module for module, whence in OPENS.items() if whence == "what the account gave"} <= asking


def test_a_tilde_is_read_by_the_account_alone() -> None:
    assert modules_calling(frozenset(("expanduser",))) == set(EXPANDS)


def test_no_command_takes_a_path_of_click() -> None:
    used = {
        node.attr
        for module in sources().values()
        for node in module
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "click"
    }

    assert not used & {"Path", "File"}, "use TypedPath"


def commands(group: LazyGroup, ctx: click.Context, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        inner = click.Context(command, parent=ctx, info_name=name)
        if isinstance(command, LazyGroup):
            yield from commands(command, inner, f"{before}{name} ")
        elif isinstance(command, click.Group):
            yield from ((f"{before}{name} {sub}", inner) for sub, inner in command.commands.items())
        else:
            yield f"{before}{name}", command


def test_what_is_called_a_file_or_a_folder_is_a_typed_path() -> None:
    assert isinstance(cli, LazyGroup)
    ctx = click.Context(cli, info_name="kneetui", obj=Services())
    known = dict(commands(cli, ctx))
    assert {"triage", "diary export", "pack install", "pack lint"} <= known.keys()

    for name, command in known.items():
        for parameter in command.params:
            words = f"{parameter.name} {parameter.metavar or ''} {' '.join(parameter.opts)}"
            if re.search(r"\b(files?|folders?|paths?|output|into|key)\b", words, re.I):
                # The pack to install is a path, an address or a name; packs.install.resolve asks the account.
                assert isinstance(parameter.type, TypedPath) or name == "pack install", (name, words)


def test_no_editor_pager_or_shell_is_started() -> None:
    starting = (
        "os.system",
        "os.popen",
        "click.edit",
        "click.launch",
        "click.echo_via_pager",
        "webbrowser.open",
    )
    for module in sources():
        for call in calls(module):
            assert ast.unparse(call.func) not in starting, module
            assert not any(keyword.arg == "shell" for keyword in call.keywords), module
