from __future__ import annotations

from tests.test_layers import OPENSSL, loaded


def test_asyncio_without_tls_runs_and_leaves_tls_to_who_asks_for_it_later() -> None:
    without = "from kneetui.launch import asyncio_without_tls\nasyncio_without_tls()\n"
    runs = "import asyncio\nasyncio.run(asyncio.to_thread(print, end=''))\n"
    assert loaded(without + runs) & OPENSSL == set()
    later = "import http.client, ssl\nassert http.client.HTTPSConnection('localhost')\n"
    assert {"ssl", "_ssl"} <= loaded(without + runs + later)


def test_asyncio_that_is_there_already_stays_as_it_is() -> None:
    code = "import asyncio, sys\nfrom kneetui.launch import asyncio_without_tls\nasyncio_without_tls()\n"
    assert "ssl" in loaded(code + "assert sys.modules['ssl'] is not None")
