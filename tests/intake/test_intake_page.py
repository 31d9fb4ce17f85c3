from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from intake_helpers import FLASH, intake, one, refused

BODY = "".join(f"<p>{sentence}.</p>" for sentence in FLASH.rstrip(".").split(". "))


def page(head: str = "", before: str = "", after: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Flour wanted | Nahr Gazette</title>'
        f'{head}</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Flour wanted</h1>'
        f"{before}{BODY}</article>{after}<footer>Copyright 2015 Nahr Gazette, founded 12 May 2014</footer></body>"
    ).encode()


def test_main_text_and_metadata_come_from_the_page(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Nahr Gazette"><link rel="canonical" href="https://nahr.example/1">'
        '<meta property="article:published_time" content="2019-04-02T08:00:00Z">'
    )
    comments = '<div id="comments" class="comments"><p>A reader thinks that all of this was quite different.</p></div>'
    article = one(tmp_path / "a.html", page(head, after=comments))
    assert (article.title, article.outlet, article.language) == ("Flour wanted", "Nahr Gazette", "en")
    assert (article.published, article.url) == (date(2019, 4, 2), "https://nahr.example/1")
    assert "two shopkeepers said by telephone" in article.text
    assert not any(word in article.text for word in ("Copyright", "World", "reader thinks"))


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ('<meta name="date" content="2019-04-02">', ""),
        ('<meta property="article:published_time" content="2019-04-02T23:00:00+02:00">', ""),
        ('<meta name="date" content="2 April 2019">', ""),
        ('<script type="application/ld+json">{"datePublished": "2019-04-02T08:00:00Z"}</script>', ""),
        ("", '<time datetime="2019-04-02">2 April</time>'),
        ("", '<time itemprop="datePublished" datetime="2019-04-02">x</time><time datetime="2018-01-01">y</time>'),
    ],
)
def test_a_declared_day_is_found(tmp_path: Path, head: str, before: str) -> None:
    assert one(tmp_path / "a.html", page(head, before)).published == date(2019, 4, 2)


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        ("", "", ""),
        ('<meta name="date" content="2019">', "", ""),
        ('<meta name="date" content="2019-04">', "", ""),
        ('<meta name="date" content="03/04/2019">', "", ""),
        ('<meta name="date" content="2999-04-02">', "", ""),
        ('<meta itemprop="copyrightYear" content="2019">', "", ""),
        ('<meta property="article:modified_time" content="2019-04-02">', "", ""),
        ('<script type="application/ld+json">{"dateModified": "2019-04-02"}</script>', "", ""),
        ("", '<time datetime="2019-04-02">x</time><time datetime="2019-04-03">y</time>', ""),
        ("", "", '<aside><time datetime="2019-04-02">x</time></aside>'),
        ("", "<p>Since 2 April 2019 nothing has come in.</p>", "<p>2019-04-02</p>"),
    ],
)
def test_no_day_is_guessed(tmp_path: Path, head: str, before: str, after: str) -> None:
    article = one(tmp_path / "a.html", page(head, before, after))
    assert article.published is None
    assert "date of publication unknown" in article.notes


def test_a_declared_encoding_is_believed(tmp_path: Path) -> None:
    text = page().decode().replace("utf-8", "windows-1251").replace("flour", "мука").encode("cp1251")
    assert "мука" in one(tmp_path / "a.html", text).text


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body></body></html>",
        b'<html><body><nav><a href="/">Home</a></nav></body></html>',
        b"<html>",
        b"<!-- -->",
        b"<html><body>" + b"<div>" * 5000,
    ],
)
def test_a_page_without_main_text_is_a_problem(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path / "a.html", content).severity == "error"


def test_a_page_without_a_telling_name_is_known_by_its_content(tmp_path: Path) -> None:
    assert one(tmp_path / "saved", page()).title == "Flour wanted"


def test_scripts_are_not_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(after="<script>alert('x')</script>"))
    assert "alert" not in intake(tmp_path)[0][0].text
