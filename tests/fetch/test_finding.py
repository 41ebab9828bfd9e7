"""Which files of a folder are taken for reports, and what is said of the others."""

from pathlib import Path

import pytest

from khorgos.errors import InputFault
from khorgos.fetch.finding import find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people have them: reports among other things, and a ledger with its archive."""
    files = {
        "a.txt": b"Trade grew.",
        "b.HTML": b"<p>Trade grew.</p>",
        "deep/c.md": b"Trade grew.",
        "utf16.txt": "Trade grew.".encode("utf-16"),
        "empty.txt": b"",
        "README.md": b"About this folder.",
        "deep/readme.txt": b"About this folder.",
        ".hidden.txt": b"Trade grew.",
        ".git/d.txt": b"Trade grew.",
        "page.pdf": b"%PDF-1.7",
        "saved.html": b"%PDF-1.7 saved under another name",
        "picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "table.xlsx": b"PK\x03\x04",
        "press.txt": b"SQLite format 3\0",
        "press.archive/ab/cdef.txt": b"Trade grew.",
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def own(folder: Path) -> list[Path]:
    """The ledger's own files in the folder."""
    return [folder / "press.txt", folder / "press.archive"]


def names(folder: Path, paths: list[Path]) -> list[str]:
    """Paths as they stand within the folder."""
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_gives_its_reports_and_nothing_else(folder: Path) -> None:
    """READMEs, hidden files, other suffixes, bytes that are no text, the ledger and its archive are passed over."""
    found = find([str(folder)], own(folder))

    assert names(folder, found.paths) == [
        "a.txt", "b.HTML", "deep/c.md", "empty.txt", "page.pdf", "saved.html", "utf16.txt",
    ]  # fmt: skip


def test_what_is_passed_over_is_told(folder: Path) -> None:
    """Each README and each file of other bytes has a note; other suffixes are counted; hidden files go unnamed."""
    notes = find([str(folder)], own(folder)).notes

    assert len(notes) == 4
    for part in ("README.md: passed over", "readme.txt: passed over", "picture.txt: passed"):
        assert sum(part in note for note in notes) == 1
    assert any("(1 .xlsx)" in note for note in notes)


def test_archives_and_feeds_are_taken_and_tables_are_not(tmp_path: Path) -> None:
    """ZIP, gzip, WARC and feeds hold reports; XML that is no feed does not; tables are named outright."""
    for name, data in {
        "a.zip": b"PK\x03\x04",
        "b.warc.gz": b"\x1f\x8b\x08",
        "c.warc": b"WARC/1.0\r\n",
        "d.xml": b"<?xml version='1.0'?>\n<rss version='2.0'>",
        "map.xml": b"<urlset></urlset>",
        "e.csv": b"title,text\n",
    }.items():
        (tmp_path / name).write_bytes(data)
    found = find([str(tmp_path)])

    assert names(tmp_path, found.paths) == ["a.zip", "b.warc.gz", "c.warc", "d.xml"]
    assert any("map.xml: passed over, this XML is no feed" in note for note in found.notes)
    assert any("1 .csv" in note for note in found.notes)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link to a file elsewhere is passed over and told; one within the folder is a file like others."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "in" / "a.txt").write_text("Trade grew.", encoding="utf-8")
    (tmp_path / "in" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "same.txt").symlink_to(tmp_path / "in" / "a.txt")
    found = find([str(tmp_path / "in")])

    assert names(tmp_path / "in", found.paths) == ["a.txt", "same.txt"]
    assert any("out.txt: passed over, it is a link out of the folder" in note for note in found.notes)


def test_what_is_named_outright_is_taken(folder: Path) -> None:
    """A README or a file of any suffix is opened where it is named, each file once."""
    readme = str(folder / "README.md")

    assert find([readme, str(folder / "page.pdf"), readme]).paths == [Path(readme), folder / "page.pdf"]


def test_the_ledger_is_never_a_report(folder: Path) -> None:
    """Not by a pattern, and not where it is named outright."""
    found = find([str(folder / "*.txt"), str(folder / "press.archive" / "**" / "*.txt")], own(folder))

    assert "press.txt" not in names(folder, found.paths)
    assert [note for note in found.notes if "belongs to the ledger" in note] == found.notes
    assert len(found.notes) == 2
    with pytest.raises(InputFault, match="no reports here"):
        find([str(folder / "deep" / ".." / "press.txt")], own(folder))


@pytest.mark.parametrize(
    ("place", "said"),
    [("b.HTM", "Did you mean"), ("*.csv", "no file matches"), (".git", "Reports end in"), ("void", "Reports end in")],
)
def test_places_without_reports(folder: Path, place: str, said: str) -> None:
    """A path that leads nowhere, a pattern that matches nothing, a folder without reports."""
    (folder / "void").mkdir()
    (folder / ".git" / "d.txt").unlink()

    with pytest.raises(InputFault, match=said):
        find([str(folder / place)])
