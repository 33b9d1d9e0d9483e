"""Names of languages."""

from __future__ import annotations

import re

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""As in ``de`` or ``pt-BR``."""

PSEUDO = "qps"
"""The made-up language, for finding words that no translation reaches."""
