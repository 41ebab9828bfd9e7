import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khorgos.errors import LedgerFault
from khorgos.store.archive import Archive, digest


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_bytes_come_back(tmp_path: Path, data: bytes):
    """What is filed comes back unchanged under its hash; filing again changes nothing."""
    archive = Archive(tmp_path / "a.archive")

    sha = archive.put(data)

    assert archive.put(data) == sha == digest(data)
    assert archive.get(sha) == data
    assert archive.path(sha) == tmp_path / "a.archive" / sha[:2] / sha[2:]


def test_changed_bytes_are_refused(tmp_path: Path):
    """The hash is verified when bytes are taken out."""
    archive = Archive(tmp_path)
    sha = archive.put(b"report")
    archive.path(sha).write_bytes(b"repart")

    with pytest.raises(LedgerFault, match="have been changed"):
        archive.get(sha)


def test_missing_bytes_are_told(tmp_path: Path):
    """Bytes that are not there are a fault with a mend."""
    with pytest.raises(LedgerFault, match="lacks these bytes") as fault:
        Archive(tmp_path).get("ab" * 32)
    assert fault.value.mend


FULL = """
import resource, signal, sys
from pathlib import Path
from khorgos.errors import LedgerFault
from khorgos.store.archive import Archive
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
archive = Archive(Path(sys.argv[1]))
try:
    archive.put(b"x" * 5000)
except LedgerFault as fault:
    print(fault)
print([path.name for path in archive.root.rglob("*") if path.is_file()])
"""


def test_full_disk_leaves_nothing_half_written(tmp_path: Path):
    """Where the disk takes no more, the fault says so and no torn file stays."""
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, check=True)

    fault, left = done.stdout.splitlines()
    assert "the archive cannot be written (File too large)." in fault
    assert "Make room" in fault
    assert left == "[]"
