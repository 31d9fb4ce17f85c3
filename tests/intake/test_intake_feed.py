from __future__ import annotations

import urllib.request
from datetime import date
from pathlib import Path

import pytest
from intake_helpers import FLASH, intake, refused

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Nahr Gazette</title><link>https://nahr.example/</link><language>en-gb</language>
<item><title>Flour &amp;amp; bread</title><link>https://nahr.example/1</link>
<guid>tag:nahr,1</guid>
<pubDate>Tue, 02 Apr 2019 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{FLASH}</p><script>bad()</script><p>Second <b>paragraph</b>.</p>]]></content:encoded>
</item>
<item><title>Two</title><link>https://nahr.example/2</link>
<description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>Three</title><pubDate>03/04/2019</pubDate><description>No address.</description></item>
<item><title>Empty</title><guid>tag:nahr,4</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>Nahr</title>
<entry><title>One</title><id>urn:1</id><link href="https://nahr.example/a"/><published>2019-04-02T01:00:00Z</published>
<updated>2020-01-01T01:00:00Z</updated><content type="html">&lt;p&gt;Text of it.&lt;/p&gt;</content></entry></feed>"""


def test_rss_entries_are_articles(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    articles, problems = intake(tmp_path)
    one, two, three = articles
    assert (one.id, one.title, one.outlet, one.language) == ("tag:nahr,1", "Flour & bread", "Nahr Gazette", "en")
    assert (one.published, one.url) == (date(2019, 4, 2), "https://nahr.example/1")
    assert one.text == f"{FLASH}\n\nSecond paragraph."
    assert (two.id, two.text, two.published) == ("https://nahr.example/2", "Only a summary.", None)
    assert (three.id, three.published) == (f"{(tmp_path / 'a.rss').as_posix()}:3", None)
    assert [(p.place, p.severity) for p in problems] == [("entry 3", "warning"), ("entry 4", "error")]


def test_atom_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(ATOM)
    (article,), problems = intake(tmp_path)
    assert problems == []
    assert (article.id, article.text, article.language, article.published) == (
        "urn:1",
        "Text of it.",
        "ar",
        date(2019, 4, 2),
    )


def test_an_encoding_of_its_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(RSS.replace("utf-8", "windows-1251").replace("Short", "Мука").encode("cp1251"))
    assert intake(tmp_path)[0][0].text.startswith("Mortar")
    (tmp_path / "a.rss").write_bytes(RSS.replace("utf-8", "windows-1251").replace("Only", "Мука").encode("cp1251"))
    assert intake(tmp_path)[0][1].text == "Мука a summary."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + RSS.partition("?>")[2]
    assert "entities" in refused(tmp_path / "a.rss", bomb.encode(encoding)).reason


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **more: object) -> None:
        raise AssertionError("fetched")

    monkeypatch.setattr(urllib.request, "urlopen", never)
    monkeypatch.setattr("socket.socket.connect", never)
    (tmp_path / "a.rss").write_text("https://nahr.example/feed")
    assert len(intake(tmp_path)[1]) == 1
    (tmp_path / "a.rss").write_text(RSS)
    assert len(intake(tmp_path)[0]) == 3


def test_a_damaged_feed_gives_what_stands_before_and_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS.partition("<item><title>Three")[0] + "<item><title>Cut")
    articles, problems = intake(tmp_path)
    assert [a.title for a in articles][:2] == ["Flour & bread", "Two"]
    assert "warning" in [p.severity for p in problems]


@pytest.mark.parametrize("content", [b"<rss", b"<rss></rss>", b"words", b"<?xml version='1.0'?><opml/>"])
def test_what_is_no_feed_raises_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.rss").write_bytes(content)
    articles, problems = intake(tmp_path)
    assert articles == []
    assert len(problems) == 1
