"""The desk's pages, a file each."""

from fastapi import APIRouter

from khorgos.web.pages import (
    account,
    api,
    checks,
    claims,
    doctor,
    documents,
    entry,
    exports,
    facts,
    health,
    mechanisms,
    overview,
    paste,
    people,
    projects,
    review,
    searches,
    sources,
    speakers,
    timeline,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    documents.router,
    claims.router,
    facts.router,
    projects.router,
    mechanisms.router,
    timeline.router,
    speakers.router,
    checks.router,
    sources.router,
    review.router,
    paste.router,
    searches.router,
    exports.router,
    doctor.router,
    health.router,
    api.router,
)
# For a desk with accounts.
TEAM_ROUTERS: tuple[APIRouter, ...] = (entry.router, account.router, people.router)
