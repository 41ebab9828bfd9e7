"""The desk: the ledger in a browser, for reading, reviewing and looking.  Nothing leaves the machine.

Pages are made on the server and work without scripts; scripts add keys, panes that change in place, and charts.
"""

from khorgos.web.app import create_app
from khorgos.web.desk import Setting

__all__ = ["Setting", "create_app"]
