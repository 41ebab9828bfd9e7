"""Every reader fed with broken files: whole ones of each format, cut, changed, doubled and nested at random.

    python bench/fuzz.py 600        ten minutes
    python bench/fuzz.py 120 7      two minutes of the files that seed 7 makes

A file that is no report must end in a DocumentFault with its reason, and nothing may take longer than its limit; one
report in four is read through to its claims and records.  Whatever else comes out is printed with the bytes that did it
(written to the folder fuzz-found) and counted; what goes on beyond all patience is stopped and counted as a hang with
its place, and what cannot even be stopped ends the run there, with its bytes in the file fuzz-tried.  The exit status
is 1 then.  `tools/check.sh` runs two minutes of one seed beside the tests.
"""

from __future__ import annotations

import faulthandler
import gzip
import hashlib
import io
import json
import random
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from types import FrameType

from khorgos.documents import open_bytes
from khorgos.errors import DocumentFault, InputFault
from khorgos.pipeline import read as read_document
from khorgos.sources import items

# More seconds of a processor than this a broken file of some kilobytes may not take.
SECONDS = 3.0
# After so many it hangs, and is stopped.
PATIENCE = 20.0
# The first digits of the ids of those that are read through to their claims.
READ = frozenset("048c")
# The file being read, which lies there afterwards when its reader hung or brought the process down.
TRIED = Path("fuzz-tried")
# A file that has not ended after this many seconds by the clock, on a machine however busy, cannot be stopped.
HANGS = 300.0
TEXT = "Trade between China and Kazakhstan reached 31.2 billion USD in 2022, the ministry said on May 18, 2023."
CELLS = "".join(
    f"<tr><td>{row.replace('|', '<td>')}" for row in ("Year|USD mln|%", "2021|13,200.4|+1", "2022|14,700|-2")
)
TABLE = f"<table><caption>Trade of China with Kenya</caption>{CELLS}</table>"
PAGE = f"<html lang=en><head><title>T</title></head><nav>Home</nav><article><h1>T</h1><p>{TEXT}</p>{TABLE}</article>"
ITEM = f"<item><title>T</title><description>{TEXT}</description></item>"
FEED = f"<?xml version='1.0'?><rss><channel><title>W</title>{ITEM}</channel></rss>"
ENTRY = f'<entry><title>T</title><content type="html">&lt;p&gt;{TEXT}</content></entry>'
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom">{ENTRY}</feed>'
RUSSIAN = (
    "Торговля растёт\n\nАСТАНА, 18 мая. /Пример/. Товарооборот Казахстана и Китая в 2022 году составил 31,2 млрд "
    "долларов, сообщил министр торговли Иван Примеров. «Мы подписали 12 соглашений на 1,5 млрд долларов», - сказал он."
    "\n"
    "1. Строительство дороги, кредит 200 млн долларов, 2024 год.\n2. Мост через реку, грант 30 млн долларов.\n"
)
CHINESE = (
    "中哈贸易增长\n\n示例社阿斯塔纳5月18日电 2022年中国与哈萨克斯坦贸易额达312亿美元, 同比增长23%。"
    "商务部部长王示例表示: “双方签署了12项协议, 总额15亿美元。”\n"
    "一、修建公路, 贷款2亿美元。\n二、大桥项目, 赠款3000万美元。\n"
)
INTERVIEW = (
    "Interview with Minister of Trade Jane Example\n\nQ: How large is trade with China?\nA: It reached $4.5 billion in "
    "2022. We signed 12 agreements in May.\nQ: And loans?\nA: Our debt is $1.2 billion, 40 percent of it to China.\n"
    "Q: What comes next?\nA: We will build 300 km of railway for $2 billion by 2027.\n"
)


def seeds() -> dict[str, bytes]:
    """A whole file of every format, made by real writers."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@example.org", "Trade", "<1@example.org>"
    mail.set_content(TEXT)
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
    head = f"WARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Length: {len(http)}\r\n\r\n"
    return {
        "text": f"{TEXT}\n\nExports of Kenya, USD mln\nYear | Value\n2021 | 5.5\n2022 | 7\n".encode(),
        "html": PAGE.encode(),
        "pdf": _pdf(),
        "docx": _docx(),
        "odt": _odt(),
        "mail": bytes(mail),
        "rss": FEED.encode(),
        "atom": ATOM.encode(),
        "warc": (b"WARC/1.0\r\n" + head.encode() + http + b"\r\n\r\n") * 2,
        "xlsx": _xlsx(),
        "russian": RUSSIAN.encode(),
        "chinese": CHINESE.encode(),
        "interview": INTERVIEW.encode(),
        "figures": b"Exports of Kenya,2021,2022\nTea,1.5,2\nFlowers,3.25,4\n",
        "json feed": json.dumps(JSON_FEED).encode(),
        "csv": f'title,text,date\nT,"{TEXT}",2023-05-18\nT,"{TEXT}",2023-05-18\n'.encode(),
        "jsonl": f'{{"text": "{TEXT}", "date": "2023-05-18"}}\n'.encode() * 2,
        "zip": _zip({"a.txt": TEXT.encode(), "b.html": PAGE.encode()}),
        "gzip": gzip.compress(FEED.encode()),
    }


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "W",
    "items": [{"id": "1", "title": "T", "content_text": TEXT, "date_published": "2023-05-18T10:00:00Z"}],
}


def _xlsx() -> bytes:
    import openpyxl

    out, book = io.BytesIO(), openpyxl.Workbook()
    sheet = book.active
    for row in (("Exports of Kenya, USD mln", None), ("Year", "Value"), (2021, 5.5), (2022, 7)):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    book.save(out)
    return out.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    paper = Canvas(out)
    for _ in range(2):
        paper.drawString(60, 700, TEXT[:70])
        for at, row in enumerate((("Year", "USD mln"), ("2021", "5.5"), ("2022", "7"))):
            paper.drawString(60, 600 - 14 * at, row[0])
            paper.drawString(160, 600 - 14 * at, row[1])
        paper.showPage()
    paper.save()
    return out.getvalue()


def _docx() -> bytes:
    import docx

    out = io.BytesIO()
    word = docx.Document()
    word.add_paragraph(TEXT)
    word.add_table(2, 2).cell(0, 0).text = "2022"
    word.save(out)
    return out.getvalue()


def _odt() -> bytes:
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f"<office:document-content {space} {text}><text:p>{TEXT}</text:p></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", body)
    return out.getvalue()


def broken(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The file with a few random changes: bytes turned, cut out, doubled, put in; cut short; another file within."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        end = min(len(found), at + chance.choice((1, 2, 8, 64, 512)))
        change = chance.randrange(7)
        if change == 0 and at < len(found):
            found[at] = chance.randrange(256)
        elif change == 1:
            del found[at:end]
        elif change == 2:
            found[at:at] = found[at:end] * chance.choice((1, 2, 50))
        elif change == 3:
            found[at:at] = chance.choice(SPLINTERS)
        elif change == 4:
            del found[at:]
        elif change == 5:
            other = chance.choice(others)
            begin = chance.randrange(len(other) + 1)
            found[at:end] = other[begin : begin + 256]
        else:
            found[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
    return bytes(found)


SPLINTERS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b"</", b"<!--", b"<![CDATA[", b"&#x110000;", b"&#xD800;", b"&a;",
    b"%PDF-1.7", b"PK\x03\x04", b"<table><tr><td>", b"<div>" * 300, b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n",
    b"Content-Length: -1\r\n", b'{"text":', b"[" * 2000, b'"', b"\r\n\r\n", b"9" * 400, "\u2028\u0000".encode(),
    b"\xed\xa0\x80", b"encoding='utf-7'", b"charset=utf-16",
)  # fmt: skip


def take(data: bytes) -> str:
    """What becomes of bytes: how many reports, how many faults.  Anything but a fault with a reason goes through."""
    read = faults = 0
    try:
        for item in items(io.BytesIO(data), "fuzz", len(data)):
            if item.fault is not None:
                faults += 1
            elif item.data is not None:
                read, faults = _opened(item.data, read, faults)
    except InputFault:
        faults += 1
    return "read" if read else "faults"


def _opened(data: bytes, read: int, faults: int) -> tuple[int, int]:
    try:
        document = open_bytes(data, name="fuzz")
    except DocumentFault:
        return read, faults + 1
    for segment in document.segments:
        segment.span.of(document.text)
    for cell in (cell for table in document.tables for cell in table.cells):
        cell.span.of(document.text)
    if document.id[0] in READ:
        list(read_document(document).records)
    return read + 1, faults


class Hang(BaseException):
    """Something went on beyond all patience; no `except Exception` on its way takes it for a fault."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Hang


def run(seconds: float, seed: int, kept: Callable[[str, bytes, str], None]) -> Counter[str]:
    """Break files for so long; what is no fault with a reason is given to `kept` (format, bytes, what happened)."""
    chance, whole, counts = random.Random(seed), seeds(), Counter[str]()
    others, stop = list(whole.values()), time.monotonic() + seconds
    signal.signal(signal.SIGPROF, _stop)
    while time.monotonic() < stop:
        kind = chance.choice(list(whole))
        data = broken(whole[kind], chance, others)
        began = time.process_time()
        faulthandler.dump_traceback_later(HANGS, exit=True)
        TRIED.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)  # of this process's own time
        try:
            counts[f"{kind}: {take(data)}"] += 1
        except Hang:
            counts[f"{kind}: HUNG"] += 1
            kept(kind, data, f"hung after {PATIENCE:.0f} s\n{traceback.format_exc()}")
        except Exception:  # noqa: BLE001 - finding any is what this is for
            counts[f"{kind}: CRASHED"] += 1
            kept(kind, data, traceback.format_exc())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if time.process_time() - began > SECONDS:
            counts[f"{kind}: SLOW"] += 1
            kept(kind, data, f"took {time.process_time() - began:.1f} s")
    faulthandler.cancel_dump_traceback_later()
    TRIED.unlink(missing_ok=True)
    return counts


def _keep(kind: str, data: bytes, what: str) -> None:
    place = Path("fuzz-found") / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(data)
    print(f"{place}\n{what}", flush=True)


if __name__ == "__main__":
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    found = run(seconds, seed, _keep)
    for name, count in sorted(found.items()):
        print(f"{count:8} {name}")
    sys.exit(any(name.endswith(("CRASHED", "SLOW", "HUNG")) for name in found))
