"""Bytes to documents: formats, encodings, hostile input."""

import pytest

from khorgos.documents import open_bytes
from khorgos.errors import DocumentFault

ENGLISH = "Trade between the two countries reached 70 billion USD in 2022, said the minister.\n"
RUSSIAN = "Товарооборот двух стран за прошлый год составил 70 миллиардов долларов, сообщил министр торговли.\n" * 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"  \n ", "white space"),
        (b"PK\x03\x04....word/document.xml", "damaged"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 40, "binary"),
        (b"<html><head><meta charset='klingon-1'></head><p>caf\xe9</p>", "encoding"),
        (b"<html><script>1</script></html>", "no visible text"),
    ],
)
def test_refusals_name_place_and_reason(data: bytes, message: str) -> None:
    """What cannot be read is refused with the file's name and the reason."""
    with pytest.raises(DocumentFault, match=message) as fault:
        open_bytes(data, name="file.bin")

    assert fault.value.place == "file.bin"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_by_mark(encoding: str) -> None:
    """Unicode encodings are told by their mark, which is no part of the text."""
    assert open_bytes(ENGLISH.encode(encoding)).text == ENGLISH


def test_foreign_encoding_is_told() -> None:
    """A text in a Cyrillic code page is decoded."""
    document = open_bytes(RUSSIAN.encode("cp1251"))

    assert document.text == RUSSIAN
    assert document.language.value == "ru"


def test_declared_charset_is_used() -> None:
    """A page's own word for its encoding is believed where it is not UTF-8."""
    page = f"<html><head><meta charset=windows-1251></head><body><p>{RUSSIAN}</p></body></html>"
    document = open_bytes(page.encode("cp1251"))

    assert RUSSIAN.split("\n", maxsplit=1)[0] in document.text
    assert document.encoding == "windows-1251"


def test_same_bytes_same_id() -> None:
    """The id is a hash of the bytes."""
    assert open_bytes(ENGLISH.encode()).id == open_bytes(ENGLISH.encode()).id
    assert open_bytes(ENGLISH.encode()).id != open_bytes(ENGLISH.encode("utf-16")).id


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 20_000 + b"some text at the bottom of it" + b"</div>" * 20_000,
        b"<!--" * 50_000,
        b'<a "' * 20_000,
        b"<" * 100_000,
        b"<p>&" * 5_000,
        b"<html><p>" + b"<title>x" * 20_000 + b"<p>the end",
    ],
)
def test_hostile_pages_end(data: bytes) -> None:
    """Deep nesting, endless comments and open quotes are read or refused, never crash."""
    try:
        document = open_bytes(data)
    except DocumentFault:
        return
    assert document.segments
