"""Files that hold many reports, taken apart: every kind by its content, in order, and no bad member stops the rest."""

from __future__ import annotations

import csv
import gzip
import io
import json
import stat
import zipfile
from collections.abc import Callable, Mapping

import pytest

from khorgos.documents import Document, open_bytes
from khorgos.errors import DocumentFault, InputFault
from khorgos.sources import Item, items

A = "Trade between China and Kazakhstan reached 31 billion USD in 2022, the ministry said on May 18, 2023."
B = "Exports of Uzbekistan grew by 12 percent in 2022."


def zipped(members: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def taken(data: bytes, name: str = "file", columns: Mapping[str, str] | None = None) -> list[Item]:
    """The items of bytes."""
    return list(items(io.BytesIO(data), name, len(data), columns))


def opened(item: Item) -> Document:
    """The document of an item."""
    assert item.data is not None
    return open_bytes(item.data, name=item.name)


def fault_of(item: Item) -> str:
    """What an item tells of itself."""
    assert item.fault is not None
    return item.fault.sentence()


def rss(*entries: str, head: str = "<title>Example Wire</title><language>en</language>") -> bytes:
    """An RSS feed."""
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{head}{"".join(entries)}</channel></rss>'.encode()
    )


FULL = (
    "<item><title>Trade grows</title><link>https://example.org/a</link><dc:creator>Anna Example</dc:creator>"
    "<pubDate>Thu, 18 May 2023 10:00:00 GMT</pubDate><description>Short.</description>"
    f"<content:encoded><![CDATA[<p>{A}</p><p>{B}</p>]]></content:encoded></item>"
)


def test_a_report_is_its_only_item() -> None:
    """A file that is a report is given back as it is."""
    for data in (A.encode(), b"<html><body><p>x</p></body></html>", b"%PDF-1.7 ...", b""):
        assert taken(data) == [Item("file", data)]


def test_a_zip_gives_its_members_with_their_places() -> None:
    """Members come in the archive's order, archives within it are taken apart, hidden files and pictures are not."""
    inner = zipped({"deep.txt": B})
    found = taken(zipped({"may/a.txt": A, "inner.zip": inner, ".hidden": "x", "p.jpg": b"\xff\xd8"}), "press.zip")

    assert [item.name for item in found] == ["press.zip!may/a.txt", "press.zip!inner.zip!deep.txt", "press.zip"]
    assert [item.data for item in found[:2]] == [A.encode(), B.encode()]
    assert "1 .jpg" in str(found[2].note)


def test_a_gzip_gives_what_is_in_it() -> None:
    """A compressed report is a report, a compressed table is a table."""
    table = b'{"text": "one"}\n{"text": "two"}\n'

    assert taken(gzip.compress(A.encode())) == [Item("file", A.encode())]
    assert [item.name for item in taken(gzip.compress(table))] == ["file!line 1", "file!line 2"]


def link(archive: zipfile.ZipFile) -> None:
    """A symbolic link as a member."""
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (lambda z: z.writestr("../out.txt", "x"), "leads out of the archive"),
        (lambda z: z.writestr("/etc/out.txt", "x"), "leads out of the archive"),
        (lambda z: z.writestr("C:\\out.txt", "x"), "leads out of the archive"),
        (link, "symbolic link"),
        (lambda z: z.writestr("big.txt", bytes(30_000_000)), "more than 20 MB"),
    ],
)
def test_a_bad_member_is_told_and_the_next_follows(write: Callable[[zipfile.ZipFile], None], says: str) -> None:
    """What is refused of an archive has its reason, and the other members are read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        write(archive)
        archive.writestr("good.txt", A)
    bad, good = taken(out.getvalue())

    assert says in fault_of(bad)
    assert good.data == A.encode()


def test_a_member_without_a_name_is_passed_over() -> None:
    """A damaged table of an archive may have a name of no letters: the next member follows."""
    data = zipped({"~": A, "b.txt": B}, zipfile.ZIP_STORED)

    assert [item.data for item in taken(data.replace(b"~", b"\0"))] == [B.encode()]


def test_a_damaged_member_is_told_and_the_next_follows() -> None:
    """Bytes changed within a member are found by its checksum."""
    data = bytearray(zipped({"a.txt": A, "b.txt": B}, zipfile.ZIP_STORED))
    at = data.index(b"31 billion")
    data[at : at + 2] = b"13"
    bad, good = taken(bytes(data))

    assert "Bad CRC-32" in fault_of(bad)
    assert good.data == B.encode()


def test_an_encrypted_member_is_told() -> None:
    """The flag of an encrypted member is enough."""
    data = bytearray(zipped({"a.txt": A}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert "encrypted" in fault_of(taken(bytes(data))[0])


def test_archives_within_archives_end() -> None:
    """Nothing is unpacked more than three deep."""
    data = A.encode()
    for _ in range(6):
        data = zipped({"next.zip": data})

    assert "more than 3 deep" in fault_of(taken(data)[0])


def test_a_bomb_ends_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Members that together unpack to more than a hundred times the file are not unpacked on."""
    monkeypatch.setattr("khorgos.sources.item._ALWAYS", 0)
    bomb = zipped({f"{n}.txt": bytes(15_000_000) for n in range(9)})
    found = taken(bomb)

    assert "decompression bomb" in fault_of(found[-1])
    assert sum(len(item.data or b"") for item in found) <= 100 * len(bomb)


def test_a_gzip_bomb_takes_no_memory() -> None:
    """A report that unpacks without end is cut at its limit."""
    (bad,) = taken(gzip.compress(bytes(60_000_000)))

    assert "more than 20 MB" in fault_of(bad)


def test_an_office_file_is_one_report() -> None:
    """A DOCX is a ZIP and no archive of reports."""
    docx = zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})

    assert [item.data for item in taken(docx)] == [docx]
    assert [item.data for item in taken(zipped({"a.docx": docx}))] == [docx]


def test_a_feed_gives_its_entries_by_themselves() -> None:
    """An entry's bytes hold what the feed says of it: title, day, link, author, outlet; the full text is taken."""
    found = taken(rss(FULL, FULL.replace("Trade grows", "Again")), "feed.xml")
    document = opened(found[0])

    assert [item.name for item in found] == ["feed.xml!1", "feed.xml!2"]
    assert document.text == f"Trade grows\n{A}\n{B}"
    assert (document.address, document.authors) == ("https://example.org/a", ("Anna Example",))
    said = [each.value for each in (document.title, document.published, document.outlet, document.language) if each]
    assert said == ["Trade grows", "2023-05-18", "Example Wire", "en"]


ATOM = f"""<?xml version="1.0"?><!-- c -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example Post</title>
<entry><title type="html">Ports &amp;amp; rails</title><link rel="self" href="https://example.org/self"/>
<link href="https://example.org/b"/><updated>2023-05-19T01:00:00Z</updated><author><name>B. Name</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{A}</p></div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old Wire</title></channel><item rdf:about="https://example.org/c">
<title>T</title><dc:date>2004-02-03</dc:date><description>{B}</description></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("feed", "outlet", "day", "address", "text"),
    [
        (ATOM, "Example Post", "2023-05-19", "https://example.org/b", A),
        (RDF, "Old Wire", "2004-02-03", "https://example.org/c", B),
    ],
)
def test_kinds_of_feeds(feed: str, outlet: str, day: str, address: str, text: str) -> None:
    """Atom and RSS 1.0 give the same as RSS 2.0; without a full text the summary stands."""
    (item,) = taken(feed.encode())
    document = opened(item)

    assert document.outlet is not None
    assert document.published is not None
    assert (document.outlet.value, document.published.value, document.address) == (outlet, day, address)
    assert text in document.text


def test_a_billion_laughs_stay_a_line() -> None:
    """Entities of a feed's own are never put in."""
    laughs = (
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    )
    feed = rss(f"<item><title>T</title><description>&c; {A}</description></item>").replace(
        b"<rss", laughs.encode() + b"<rss"
    )
    (item,) = taken(feed)

    assert "hahaha" not in opened(item).text
    assert A in opened(item).text


def test_a_file_of_the_system_is_not_put_in(tmp_path) -> None:
    """An entity that names a file, or an address, is not read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    outer = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    feed = rss(f"<item><title>T</title><description>&x; {A}</description></item>").replace(
        b"<rss", outer.encode() + b"<rss"
    )

    assert "secret" not in opened(taken(feed)[0]).text


def test_a_broken_feed_gives_what_stands_before_the_break() -> None:
    """Entries are yielded as they come; a feed cut short keeps its first ones."""
    whole = rss(FULL, FULL)
    found = taken(whole[: len(whole) - len(FULL) // 2])

    assert opened(found[0]).text.startswith("Trade grows")
    assert all(item.data or item.fault for item in found)


def test_a_feed_without_an_end_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed is read up to its limit; what was read until then stands, and that the rest is not read is told."""
    monkeypatch.setattr("khorgos.sources.feed.LARGEST_FEED", 300_000)
    found = taken(rss(*[FULL] * 2000))

    assert "the rest of this feed is not read" in fault_of(found[-1])
    assert len(found) > 300


def test_an_entry_without_an_end_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """One entry larger than a report may be is no report."""
    monkeypatch.setattr("khorgos.sources.feed.MAX_BYTES", 100_000)

    assert "too much for a report" in fault_of(taken(rss(f"<item><title>{'x' * 400_000}"))[-1])


def table(rows: list[list[str]], delimiter: str = ",") -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


HEADER = ["ID", "Headline", "Article Body", "Publication date", "Source", "URL"]
ROW = ["7", "Trade grows", f'{A}\n\n"{B}"', "2023-05-18", "Example Wire", "https://example.org/a"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_gives_its_rows(delimiter: str) -> None:
    """A CSV file with columns of usual names: the text with its lines, and what stands beside it."""
    (item,) = taken(b"\xef\xbb\xbf" + table([HEADER, ROW], delimiter), "t.csv")
    document = opened(item)

    assert item.name == "t.csv!7"
    assert (document.text, document.address) == (ROW[2], "https://example.org/a")
    said = [each.value for each in (document.title, document.published, document.outlet) if each]
    assert said == ["Trade grows", "2023-05-18", "Example Wire"]


def test_columns_of_other_names_are_named() -> None:
    """A column that nobody would know is given by its name; one that is not there is a fault with the names."""
    data = table([["nr", "what they wrote"], ["1", A]])

    assert taken(data) == [Item("file", data)]
    assert opened(taken(data, columns={"text": "what they wrote"})[0]).text == A
    with pytest.raises(InputFault, match="It has: nr, what they wrote"):
        taken(data, columns={"text": "body"})


def test_lines_of_json_are_rows() -> None:
    """JSONL and a JSON list are tables; a line that is no JSON, or without text, is told and the next one read."""
    lines = [json.dumps({"body": A, "lang": "en"}), "{broken", json.dumps({"body": ""}), json.dumps({"body": B})]
    found = taken("\n".join(lines).encode(), "t.jsonl")
    listed = taken(json.dumps([{"text": A}, {"text": B}]).encode())

    assert [bool(item.data) for item in found] == [True, False, False, True]
    assert "t.jsonl!line 2" in fault_of(found[1])
    assert [opened(item).text for item in listed] == [A, B]


def test_prose_with_commas_is_no_table() -> None:
    """A report whose first line has commas stays a report."""
    for head in (
        "Text, date, and place were agreed\n\n",
        "Text, date and place\n\n",
        "Time, text and place were set.\n",
    ):
        text = f"{head}The ministers met in Astana, the capital, on May 3."

        assert taken(text.encode()) == [Item("file", text.encode())]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped({"a.txt": A}), "take it apart"),
        (gzip.compress(A.encode()), "unpack it"),
        (rss(FULL, FULL), "holds 2 entries"),
        (rss(), "holds no entries"),
    ],
)
def test_one_reader_of_one_report_says_who_takes_many(data: bytes, says: str) -> None:
    """Where one report is asked for and the file holds many, the fault says which commands take it apart."""
    with pytest.raises(DocumentFault, match=says):
        open_bytes(data)
