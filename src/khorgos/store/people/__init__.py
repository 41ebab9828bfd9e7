"""Who works at the desk: accounts with roles, their sessions and tokens, what they did, what they look for.

Functions on a connection (`Ledger.connected`); of passwords, sessions and tokens only hashes are kept.
"""

from khorgos.store.people.accounts import Account, Role

__all__ = ["Account", "Role"]
