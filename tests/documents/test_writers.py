"""One real document of every format, made by the programs that people make them with, and what is read of each.

The table of docs/formats.md names them; programs that are not installed are skipped with their name.
"""

from __future__ import annotations

import email.message
import gzip
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from khorgos.documents import open_bytes
from khorgos.pipeline import read
from khorgos.sources import items

FORMATS = Path(__file__).parents[2] / "docs" / "formats.md"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CHROMIUM = os.environ.get("KHORGOS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
STORY = (
    "Trade between China and Kazakhstan reached 31 billion USD in 2022, the ministry of trade said on May 18, 2023. "
    "It will give the tables of this year in summer, when the customs of both countries have sent theirs."
)
ROWS = [("Year", "Exports", "Change, %"), ("2021", "13,200.4", "+11.4"), ("2022", "14,700.9", "+11.4")]
TABLE = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Trade of two neighbours grows</title></head><body>"
    f"<article><h1>Trade of two neighbours grows</h1><p>{STORY}</p>"
    f"<p>Exports of Kazakhstan to China, million US dollars</p><table border=1>{TABLE}</table>"
    "<p>The ministry will print the tables in its yearbook, which comes out in autumn in three languages.</p>"
    "</article></body></html>"
)
TEXT = f"Trade of two neighbours grows\n\n{STORY}\n\nExports of Kazakhstan to China, million US dollars\n" + "\n".join(
    map("\t".join, ROWS)
)
# The figure of the sentence and the four of the table.
READ = {
    ("trade", "level", "2022", 31_000_000_000),
    ("exports", "level", "2021", 13_200_400_000),
    ("exports", "level", "2022", 14_700_900_000),
    ("exports", "change", "2021", 11.4),
    ("exports", "change", "2022", 11.4),
}


def office(folder: Path, kind: str) -> bytes:
    """The page as LibreOffice Writer saves it."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "report.html").write_text(PAGE, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [OFFICE, profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(folder), str(folder / "report.html")], check=True, capture_output=True, timeout=200)
    return (folder / f"report.{kind.partition(':')[0]}").read_bytes()


def printed(folder: Path, _kind: str) -> bytes:
    """The page as Chromium prints it to PDF."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    (folder / "report.html").write_text(PAGE, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder / 'p'}"]
    target = folder / "report.pdf"
    command = [CHROMIUM, *flags, f"--print-to-pdf={target}", (folder / "report.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return target.read_bytes()


def crawled(_folder: Path, kind: str) -> bytes:
    """The page as a crawl keeps it, written by fastwarc."""
    warc = pytest.importorskip("fastwarc.warc", reason="fastwarc writes the crawls")
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
    record, out = warc.WarcRecord(), io.BytesIO()
    record.init_headers(warc.WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "https://example.org/report"
    record.set_bytes_content(http)
    record.write(out)
    data = out.getvalue()
    return gzip.compress(data) if kind == "gzip" else data


def mailed(_folder: Path, _kind: str) -> bytes:
    """The page as a mail."""
    mail = email.message.EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "press@example.org", "Trade", "<1@example.org>"
    mail["Date"] = "Thu, 18 May 2023 10:00:00 +0000"
    mail.set_content("See the HTML part.")
    mail.add_alternative(PAGE, subtype="html")
    return bytes(mail)


def fed(_folder: Path, _kind: str) -> bytes:
    """The page in full as an entry of a feed."""
    story = PAGE.partition("</h1>")[2].partition("</article>")[0]
    whole = f"<content:encoded><![CDATA[{story}]]></content:encoded>"
    channel = f"<title>Wire</title><item><title>Trade of two neighbours grows</title>{whole}</item>"
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f"<?xml version='1.0'?><rss version='2.0' {space}><channel>{channel}</channel></rss>".encode()


def packed(_folder: Path, kind: str) -> bytes:
    """The page in an archive."""
    if kind == "gzip":
        return gzip.compress(PAGE.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("may/report.html", PAGE)
    return out.getvalue()


def plain(_folder: Path, kind: str) -> bytes:
    """The report as text with tabs, or as its page."""
    return (TEXT if kind == "text" else PAGE).encode()


def sheet(_folder: Path, _kind: str) -> bytes:
    """The story and its table as a workbook of openpyxl."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl writes the workbooks")
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ((STORY,), ("Exports of Kazakhstan to China, million US dollars",), *ROWS):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, tuple[Callable[[Path, str], bytes], str]] = {
    "text": (plain, "text"),
    "HTML": (plain, "html"),
    "PDF of LibreOffice": (office, "pdf:writer_pdf_Export"),
    "PDF printed by Chromium": (printed, "pdf"),
    "DOCX of LibreOffice": (office, "docx:MS Word 2007 XML"),
    "ODT of LibreOffice": (office, "odt:writer8"),
    "workbook of openpyxl": (sheet, "openpyxl"),
    "WARC of fastwarc": (crawled, "plain"),
    "WARC, gzip": (crawled, "gzip"),
    "mail (EML)": (mailed, "html"),
    "RSS": (fed, "rss"),
    "ZIP": (packed, "zip"),
    "gzip": (packed, "gzip"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_claim_of_every_format(name: str, tmp_path: Path) -> None:
    """Whatever wrote it, a report gives the figure of its sentence and the four of its table."""
    make, kind = WRITERS[name]
    data = make(tmp_path, kind)
    (item,) = [each for each in items(io.BytesIO(data), "report", len(data)) if each.data is not None]
    rows = [claim.as_dict() for claim in read(open_bytes(item.data, name=item.name)).of("figure")]

    assert {(row["indicator"], row["measure"], row.get("period"), row["value"]) for row in rows} == READ


def test_every_writer_stands_in_the_table() -> None:
    """The page of formats has a row for each of these documents, and no other."""
    table = FORMATS.read_text(encoding="utf-8").partition("## One document of each")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| ([^|]+?) \| \d", table, re.MULTILINE)) == set(WRITERS)
