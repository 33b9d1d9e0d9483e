"""``kneetui pack preview``: the app with the pack one is writing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from kneetui.cli.io.refusals import fail
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services


@click.command()
@click.argument("folder", type=TypedPath())
@click.pass_obj
def preview(services: Services, folder: Path) -> None:
    """Start the app with only the core and the pack in FOLDER, and show every change once it is saved.

    It runs in a home of its own, which is thrown away in the end: your diary is never touched. While the
    pack has mistakes, they are shown with file, line and remedy, and its last good version stays.
    """
    from kneetui.launch import NO_TERMINAL, leave, prepare, terminal

    if not (folder / "pack.toml").is_file():
        fail(
            [
                f"{folder}: there is no pack.toml. Give the folder of a pack, or make one: kneetui pack new NAME."
            ]
        )
    if not terminal():
        fail([NO_TERMINAL])
    prepare()
    others = services.installed()
    home = tempfile.mkdtemp(prefix="kneetui-preview-")
    os.environ |= {"KNEETUI_HOME": home, "KNEETUI_PLUGINS": "", "KNEETUI_SYSTEM_PACKS": f"{home}/none"}
    os.environ.pop("KNEETUI_DIARY", None)
    from kneetui.config import paths
    from kneetui.config.settings import write_settings
    from kneetui_pack_authoring.preview import run, settings_for

    write_settings(paths.config_dir() / "config.toml", settings_for(folder, services.settings))
    leave(run(folder.resolve(), Path(home), others))
