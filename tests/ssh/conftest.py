"""One OpenSSH server for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ssh.serving import NoServerError, Server, serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    try:
        with serving(tmp_path_factory.mktemp("sshd")) as running:
            yield running
    except NoServerError as error:
        pytest.skip(str(error))
