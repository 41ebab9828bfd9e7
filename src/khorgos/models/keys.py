"""Where the key of an endpoint comes from: the environment, else the system's keyring; nowhere else."""

from __future__ import annotations

import os

from khorgos.models.settings import host_of, is_local

VARIABLE = "KHORGOS_MODEL_KEY"
# A key under another service's name is only sent to that service.
_OWN = {"api.openai.com": "OPENAI_API_KEY"}
_NONE = "none"


def key_for(url: str) -> str:
    """The key for an endpoint; "none" where there is none (local endpoints ask for none)."""
    host = host_of(url)
    found = os.environ.get(VARIABLE) or os.environ.get(_OWN.get(host, ""), "")
    return found or ("" if is_local(url) else _from_keyring(host)) or _NONE


def _from_keyring(host: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password("khorgos", host) or ""
    except KeyringError:
        return ""


def hidden(text: str, key: str) -> str:
    """A message without the key."""
    return text.replace(key, "…") if key and key != _NONE else text
