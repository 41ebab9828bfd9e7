"""robots.txt by RFC 9309."""

import pytest

from khorgos.fetch.robots import EVERYBODY, parse


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a/x/b/y/c/z", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: Khorgos/1.0\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: khorgos\nAllow: /", "/a", True),
        ("User-agent: *\nAllow: /p\nDisallow: /p", "/page", True),
        ("Disallow: /", "/a", True),
        ("# nothing\nnonsense\n", "/a", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    """The longest pattern of the groups that name us, or else of those for all, decides."""
    assert parse(rules).allows(path) is allowed


def test_delay_and_hostile_patterns() -> None:
    """A crawl delay is taken; a pattern of many stars is matched in no time."""
    assert parse("User-agent: *\nCrawl-delay: 2.5").delay == 2.5
    assert parse("User-agent: *\nCrawl-delay: soon") == EVERYBODY
    assert parse("User-agent: *\nDisallow: /" + "a*" * 5000 + "b$").allows("/" + "a" * 20000)
