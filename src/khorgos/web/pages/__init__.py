"""The desk's pages, a file each."""

from fastapi import APIRouter

from khorgos.web.pages import (
    checks,
    claims,
    documents,
    facts,
    mechanisms,
    overview,
    paste,
    projects,
    review,
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
)
