"""Finds plugins and asks them, one by one: a broken one is named, skipped and shown, never fatal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

from kneetui.config.distributions import EntryPoint, entry_points
from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Problem
from kneetui.plugins.hooks import GROUP, Exporter, Importer, PackAction, PackSource, Specs, StoreScheme

if TYPE_CHECKING:
    import click

SWITCH = "KNEETUI_PLUGINS"
"""Environment variable: empty turns every plugin off; else a comma-separated list of the plugins to load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginInfo:
    """One installed plugin: entry-point name, distribution, version, and what is wrong with it, if anything."""

    name: str
    distribution: str
    version: str
    error: str = ""

    def __str__(self) -> str:
        made_by = f"{self.distribution} {self.version}".strip()
        return f"{self.name} ({made_by})" if made_by else self.name


class Plugins:
    """The plugins that loaded, and what went wrong with the others."""

    def __init__(
        self,
        manager: pluggy.PluginManager,
        infos: Mapping[str, PluginInfo] | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        self.manager = manager
        self.infos = dict(infos or {})
        self.problems = list(problems)

    def packs(self) -> list[tuple[Path, str]]:
        """Folders of packs, each with a word on where it came from."""
        return [
            (Path(folder), str(info)) for info, folder in self._collect("kneetui_packs", str | os.PathLike)
        ]

    def distributions(self) -> dict[str, str]:
        """The word on where a pack came from -> the name of the distribution."""
        return {str(info): info.distribution for info in self.infos.values() if info.distribution}

    def commands(self) -> list[click.Command]:
        """Commands of plugins for the command line."""
        import click

        return [command for _, command in self._collect("kneetui_commands", click.Command)]

    def importers(self) -> list[Importer]:
        """Readers of training files that plugins bring, in the order of the plugins."""
        return [importer for _, importer in self.importers_by_plugin()]

    def importers_by_plugin(self) -> list[tuple[PluginInfo, Importer]]:
        """Readers of training files, each with its plugin."""
        return list(self._collect("kneetui_importers", Importer))

    def exporters(self) -> list[Exporter]:
        """Writers of reports that plugins bring, in the order of the plugins."""
        return [exporter for _, exporter in self.exporters_by_plugin()]

    def exporters_by_plugin(self) -> list[tuple[PluginInfo, Exporter]]:
        """Writers of reports, each with its plugin."""
        return list(self._collect("kneetui_exporters", Exporter))

    def stores(self) -> list[StoreScheme]:
        """Diary stores for further URL schemes."""
        return [store for _, store in self._collect("kneetui_store", StoreScheme)]

    def pack_sources(self) -> list[PackSource]:
        """Where packs are fetched from."""
        return [source for _, source in self._collect("kneetui_pack_sources", PackSource)]

    def pack_actions(self) -> list[PackAction]:
        """Keys of the packs room."""
        return [action for _, action in self._collect("kneetui_pack_actions", PackAction)]

    def ask_all(self) -> None:
        """Ask every hook, so that :attr:`problems` names whatever fails."""
        for ask in (
            self.packs,
            self.commands,
            self.importers,
            self.exporters,
            self.stores,
            self.pack_sources,
            self.pack_actions,
        ):
            ask()

    def fail(self, info: PluginInfo, what: str, error: BaseException) -> None:
        """Note that a plugin failed; asking it again adds nothing."""
        reason = f"{type(error).__name__}: {error}".strip(": ")
        message = f"the plugin {info} {what}: {reason}"
        remedy = f"Update or remove {info.distribution or info.name}; {SWITCH}= starts without plugins."
        problem = Problem(message=message, remedy=remedy, pack=info.name)
        if problem not in self.problems:
            self.problems.append(problem)
        held = self.infos.get(info.name, info)
        name = info.name if held.distribution == info.distribution else str(info)
        self.infos[name] = PluginInfo(
            name=info.name, distribution=info.distribution, version=info.version, error=f"{what}: {reason}"
        )

    def _collect(self, hook: str, kind: Any) -> Iterator[tuple[PluginInfo, Any]]:
        caller = getattr(self.manager.hook, hook)
        for implementation in reversed(caller.get_hookimpls()):
            info = self.infos[implementation.plugin_name]
            try:
                given = list(implementation.function())
                wrong = [value for value in given if not isinstance(value, kind)]
                if wrong:
                    raise TypeError(f"{hook} returned {wrong[0]!r}, which is not what the hook asks for")
            except (Exception, SystemExit) as error:
                self.fail(info, f"failed in {hook}", error)
                continue
            for item in given:
                yield info, item


def _named(point: EntryPoint) -> PluginInfo:
    return PluginInfo(name=point.name, distribution=point.dist.name, version=point.dist.version)


def _wanted(point: EntryPoint) -> bool:
    switch = os.environ.get(SWITCH)
    if switch is None:
        return True
    names = {name.strip() for name in switch.split(",") if name.strip()}
    return point.name in names or point.dist.name in names


def find_plugins() -> Plugins:
    """Load every installed plugin of the group ``kneetui`` that the environment does not turn off."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Specs)
    plugins = Plugins(manager)
    for point in sorted(entry_points(GROUP), key=lambda point: point.name):
        if not _wanted(point):
            continue
        info = _named(point)
        if info.name in plugins.infos:
            plugins.fail(info, "was not loaded", ValueError(f"another plugin is called {info.name} too"))
            continue
        plugins.infos[info.name] = info
        try:
            module = point.load()
        except (Exception, SystemExit) as error:
            plugins.fail(info, "could not be imported", error)
            continue
        add(plugins, info, module)
    return plugins


def add(plugins: Plugins, info: PluginInfo, module: object) -> None:
    """Register one plugin object; a hook that does not exist or has the wrong arguments is noted."""
    plugins.infos[info.name] = info
    try:
        plugins.manager.register(module, info.name)
        plugins.manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        plugins.fail(info, "does not fit the hooks", error)
        if plugins.manager.get_plugin(info.name) is not None:
            plugins.manager.unregister(name=info.name)
