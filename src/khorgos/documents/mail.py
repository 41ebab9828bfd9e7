"""A mail (EML) to a document: its text or HTML part, the subject as title, the day it was sent."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from khorgos.documents.document import Document, Found
from khorgos.documents.html import from_html
from khorgos.documents.text import from_text
from khorgos.errors import DocumentFault
from khorgos.values import Context

_HEADER = rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n)*"
_MAIL = re.compile(rb"(?:" + _HEADER + rb"){3}")
# Longer ones are lists of hundreds of receivers, and traps.
_LONGEST_HEADER = 2000
_OWN = re.compile(rb"^(?:message-id|mime-version|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)


class _Careful(email.policy.EmailPolicy):
    """A policy that cuts headers: the library's parser takes the square of their length (RFC 5322: a line has 998)."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def is_mail(data: bytes) -> bool:
    """Whether bytes begin as a mail: lines of headers, one of them of those that only mails have."""
    head = data[:16_384]
    return bool(_MAIL.match(head)) and bool(_OWN.search(head.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]))


def from_mail(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a mail's bytes; attachments are not read.  Raises DocumentFault where it has no text."""
    message = email.message_from_bytes(data, policy=_Careful())
    part = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
    if part is None:
        raise DocumentFault("the mail has no text.", place=name, mend="Save its attachments and read those.")
    content = _content(part)
    opened = from_html if part.get_content_subtype() == "html" else from_text
    document = opened(content, context, name)
    subject, sender = str(message["subject"] or "").strip(), str(message["from"] or "").strip()
    return replace(
        document,
        id=hashlib.sha256(data).hexdigest()[:32],
        media_type="message/rfc822",
        title=document.title or (Found(subject, "the subject") if subject else None),
        authors=document.authors or ((sender,) if sender else ()),
        published=document.published or _sent(message["date"]),
    )


def _content(part: MIMEPart) -> str:
    """The words of a part; where its charset is unknown, or another than it says, what can be read as UTF-8."""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        data = part.get_payload(decode=True)
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data)


def _sent(date: object) -> Found | None:
    try:
        return Found(parsedate_to_datetime(str(date)).date().isoformat(), "metadata: the day it was sent")
    except (TypeError, ValueError):
        return None
