"""Reads training that was logged as JSON: a list of tables with ``start``, ``sport`` and ``minutes``."""

import json
from datetime import datetime

from kneetui.plugins.hooks import ImportedSession, Importer, ImportFailed, ReadResult, hookimpl


def read(path):
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ImportFailed(f"the file is not JSON ({error})", "Export it again.") from error
    result = ReadResult(sessions=[])
    for number, row in enumerate(rows, 1):
        try:
            when = datetime.fromisoformat(row["start"])
            session = ImportedSession(when, row["sport"], row["minutes"], source_id=f"mylog:{row['start']}")
        except (KeyError, TypeError, ValueError):
            result.warnings.append(f"row {number} is left out: it needs start, sport and minutes")
            continue
        result.sessions.append(session)
    return result


@hookimpl
def kneetui_importers():
    return [Importer("My log", (".json",), read)]
