from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from intake_helpers import FLASH, intake, refused, zipped
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = (
    "<html><head><title>Flour wanted</title></head>"
    f"<body><article><p>{FLASH}</p><p>{FLASH[::-1]}</p></article></body></html>"
)


def record(
    writer: WARCWriter,
    uri: str,
    body: bytes,
    *,
    kind: str = "response",
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    when: str = "2019-04-02T08:00:00Z",
) -> None:
    http = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1") if kind == "response" else None
    headers = {"WARC-Date": when}
    more = {} if http else {"warc_content_type": media}
    writer.write_record(
        writer.create_warc_record(
            uri, kind, payload=BytesIO(body), http_headers=http, warc_headers_dict=headers, **more
        )
    )


def archive(*, gzip: bool) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    record(writer, "https://nahr.example/1", PAGE.encode())
    record(writer, "https://nahr.example/plain", b"Plain words of it.", kind="resource", media="text/plain")
    record(writer, "https://nahr.example/pic", b"\x89PNG", media="image/png")
    record(writer, "https://nahr.example/gone", PAGE.encode(), status="404 Not Found")
    record(writer, "https://nahr.example/empty", b"<html></html>")
    for day in ("03", "04"):
        record(writer, "https://nahr.example/again", PAGE.encode(), when=f"2019-04-{day}T08:00:00Z")
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_warc_are_articles(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(archive(gzip=name.endswith("gz")))
    articles, problems = intake(tmp_path)
    assert [a.id for a in articles] == [
        "https://nahr.example/1",
        "https://nahr.example/plain",
        "https://nahr.example/again@2019-04-03T08:00:00Z",
        "https://nahr.example/again@2019-04-04T08:00:00Z",
    ]
    assert [a.url for a in articles[2:]] == ["https://nahr.example/again"] * 2
    assert articles[0].title == "Flour wanted"
    assert FLASH in articles[0].text
    assert articles[1].text == "Plain words of it."
    # The day of capture is not the day of publication.
    assert {a.published for a in articles} == {None}
    assert [p.place for p in problems] == ["record 6"]


def test_a_warc_in_a_zip_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"in.warc.gz": archive(gzip=True)}))
    articles, _ = intake(tmp_path)
    assert len(articles) == 4
    assert articles[0].origin.endswith("a.zip/in.warc.gz")


@pytest.mark.parametrize("content", [b"no warc at all", b"WARC/1.0\r\nbroken", b"\x1f\x8bbroken"])
def test_a_broken_warc_is_a_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(content)
    articles, problems = intake(tmp_path)
    assert articles == []
    assert [p.severity for p in problems] == ["error"]


@pytest.mark.parametrize("share", [0.5, 0.55, 0.6, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("gzip", [True, False])
def test_a_warc_cut_short_gives_what_stands_before(tmp_path: Path, gzip: bool, share: float) -> None:
    whole = archive(gzip=gzip)
    (tmp_path / "a.warc").write_bytes(whole[: int(len(whole) * share)])
    articles, problems = intake(tmp_path)
    assert articles[0].id == "https://nahr.example/1"
    assert problems


@pytest.mark.parametrize("start", [b"", b"WARC/1.0\r\nWARC-Type: "])
def test_a_gzipped_stream_without_line_ends_is_given_up_early(tmp_path: Path, start: bytes) -> None:
    problem = refused(tmp_path / "bomb.warc.gz", gzip.compress(start + b"\0" * 100_000_000))
    assert "no record begins where one should" in problem.reason
