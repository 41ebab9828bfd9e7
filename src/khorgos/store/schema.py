"""The tables of the ledger.  Their names, and those of their columns, are part of the interface: see docs/ledger.md.

Migrations build them (`migrations/versions`); a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TEXT as POSTGRES_TEXT

# The newest migration; opening a ledger compares it with the ledger's own without loading the migrations.
VERSION = "0018"
VERSION_TABLE = "ledger_version"

# Rows of these are never changed nor removed: triggers refuse it, whoever asks.
APPEND_ONLY = (
    "claims",
    "claim_parties",
    "rejected",
    "judgements",
    "records",
    "record_readings",
    "fetches",
    "audit",
    "deletions",
)

METADATA = MetaData()

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sha", Text),
    Column("name", Text, nullable=False),
    Column("address", Text),
    Column("size", Integer),
    Column("media_type", Text),
    Column("encoding", Text),
    Column("language", Text),
    Column("language_how", Text),
    Column("published", Text),
    Column("published_how", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("authors", Text),
    Column("text", Text),
    Column("added_at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("error", Text),
    Column("kind", Text),
    Column("agency", Text),
    Column("about", Text),
    Index("documents_state", "state"),
    Index("documents_published", "published", "name", "id"),
    Index(
        "documents_listed",
        "added_at",
        "name",
        "id",
        "outlet",
        "language",
        "state",
        "published",
        "title",
    ),
)

SEGMENTS = Table(
    "segments",
    METADATA,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

READINGS = Table(
    "readings",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("code_version", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("superseded_by", Integer, ForeignKey("readings.id")),
    Index("readings_document", "document"),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False),
    Column("reading", Integer, ForeignKey("readings.id"), nullable=False),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text),
    Column("title", Text),
    Column("indicator", Text),
    Column("measure", Text),
    Column("value", Text),
    Column("value_number", Float),
    Column("value_high", Text),
    Column("value_high_number", Float),
    Column("unit", Text),
    Column("bound", Text),
    Column("period", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("status", Text),
    Column("detail", Text),
    Column("basis", Text),
    Column("place", Text),
    Column("speaker", Text),
    Column("agency", Text),
    Column("outlet", Text),
    Column("rule", Text),
    Column("readers", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("confidence", Float),
    Column("accepted", Text),
    Column("page", Integer),
    UniqueConstraint("reading", "id", name="claims_once_per_reading"),
    Index("claims_id", "id"),
    Index("claims_document", "document"),
    Index("claims_counted", "kind", "indicator", "first_day", "reading", "document"),
    Index("claims_said", "speaker", "agency", "outlet", "reading", "document"),
    Index("claims_waiting", "accepted", "readers", "confidence", "reading"),
    Index("claims_days", "first_day", "last_day"),
)

CLAIM_PARTIES = Table(
    "claim_parties",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("countries", Text),
    Index("claim_parties_party", "party"),
    Index("claim_parties_countries", "countries"),
)

REJECTED = Table(
    "rejected",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("reading", Integer, ForeignKey("readings.id"), nullable=False),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("rejected_code", "code"),
    Index("rejected_document", "document"),
)

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("other", Text),
    Column("reason", Text),
    Column("body", Text),
    Column("withdraws", Integer, ForeignKey("judgements.id")),
    Index("judgements_subject", "subject"),
    Index("judgements_other", "other"),
)

RECORDS = Table(
    "records",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("name", Text),
    Column("recipients", Text),
    Column("funders", Text),
    Column("sector", Text),
    Column("flow_type", Text),
    Column("status", Text),
    Column("commitment", Text),
    Column("amount", Text),
    Column("amount_number", Float),
    Column("currency", Text),
    Column("year", Integer),
    Column("added_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("records_source", "source", "record"),
    Index("records_year", "year"),
)

RECORD_READINGS = Table(
    "record_readings",
    METADATA,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True),
    Column("record", Text, ForeignKey("records.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("record_readings_record", "record"),
)

# What follows is derived from the tables above, and made again at will.

BLOCKS = Table(
    "blocks",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Text, primary_key=True),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

DERIVED = Table(
    "derived",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("last", Integer, nullable=False),
)

FAMILIES = Table(
    "families",
    METADATA,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("family", Text, nullable=False),
    Column("how", Text),
    Index("families_family", "family"),
)

SKETCHES = Table(
    "sketches",
    METADATA,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Sorted by their bytes in every database, as Python sorts.
_BY_BYTES = Text().with_variant(POSTGRES_TEXT(collation="C"), "postgresql")

FACTS = Table(
    "facts",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("indicator", Text),
    Column("value", Text),
    Column("disputed", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("first_day", Text),
    Column("open", Integer, nullable=False, server_default="0"),
    Column("sorting", _BY_BYTES, nullable=False),
    Column("body", Text, nullable=False),
    Index("facts_order", "kind", "sorting", "id", "documents", "disputed"),
    Index("facts_weight", "disputed", "sources", "id", "documents"),
    Index("facts_days", "first_day", "id", "kind"),
    Index("facts_open", "open", "id"),
    Index("facts_indicator", "indicator"),
)

FACT_CLAIMS = Table(
    "fact_claims",
    METADATA,
    Column("claim", Text, primary_key=True),
    Column("fact", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Index("fact_claims_fact", "fact"),
    sqlite_with_rowid=False,
)

FACT_PARTIES = Table(
    "fact_parties",
    METADATA,
    Column("fact", Text, primary_key=True),
    Column("party", Text, primary_key=True),
    Index("fact_parties_party", "party"),
    sqlite_with_rowid=False,
)

STALE = Table(
    "stale",
    METADATA,
    Column("document", Text, primary_key=True),
)

FINDINGS = Table(
    "findings",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("check", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("findings_order", "rank", "check", "id"),
    Index("findings_check", "check", "severity"),
    Index("findings_scope", "scope", "subject"),
)

FINDING_CLAIMS = Table(
    "finding_claims",
    METADATA,
    Column("claim", Text, primary_key=True),
    Column("finding", Integer, primary_key=True, autoincrement=False),
    Index("finding_claims_finding", "finding"),
    sqlite_with_rowid=False,
)

UNCHECKED = Table(
    "unchecked",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
)

# What servers answered is nobody's claim.

FETCHES = Table(
    "fetches",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("asked", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("fetched_at", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("sha", Text),
    Column("size", Integer),
    Column("error", Text),
    Index("fetches_address", "address", "number"),
    Index("fetches_sha", "sha"),
)

# What is watched, and how far.

FEEDS = Table(
    "feeds",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("context", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("asked_at", Text),
    Column("news_at", Text),
    Column("error", Text),
)

FEED_ENTRIES = Table(
    "feed_entries",
    METADATA,
    Column("feed", Text, ForeignKey("feeds.address"), primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("sha", Text, primary_key=True),
    Column("address", Text),
    Column("document", Text),
    Column("taken_at", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("error", Text),
)

# Who works at the desk (`khorgos desk --team`).  Of passwords, sessions and tokens only hashes are kept.

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("closed_at", Text),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.name"), nullable=False),
    Column("made_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Index("sessions_account", "account"),
)

TOKENS = Table(
    "tokens",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("account", Text, ForeignKey("accounts.name"), nullable=False),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("revoked_at", Text),
    Index("tokens_account", "account"),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("account", Text),
    Column("act", Text, nullable=False),
    Column("subject", Text),
    Column("detail", Text),
    Column("origin", Text),
    Index("audit_act", "act", "at"),
)

SEARCHES = Table(
    "searches",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("removed_at", Text),
    Index("searches_owner", "owner"),
)

# What was deleted from the archive.

DELETIONS = Table(
    "deletions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("sha", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("document", Text),
    Column("name", Text),
    Column("size", Integer),
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("deletions_sha", "sha"),
)
