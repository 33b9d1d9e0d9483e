"""The weightlifting pack: a folder of TOML and the hook that says where it is."""

from pathlib import Path

from kneetui.plugins.hooks import hookimpl


@hookimpl
def kneetui_packs() -> list[Path]:
    """The folder of the weightlifting pack."""
    return [Path(__file__).with_name("content")]
