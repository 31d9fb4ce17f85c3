from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from intake_helpers import FLASH, intake, refused, zipped

from truceline.intake import limits


def test_members_are_read_in_order_of_name(tmp_path: Path) -> None:
    members = {
        "z.txt": b"Last one.",
        "inner/b.txt": b"First one.",
        "inner/c.jsonl": b'{"text": "Second one."}\n',
        "inner/.hidden.txt": b"Never.",
        "__MACOSX/z.txt": b"Never.",
    }
    (tmp_path / "a.zip").write_bytes(zipped(members))
    articles, problems = intake(tmp_path / "a.zip")
    label = (tmp_path / "a.zip").as_posix()
    assert problems == []
    assert [(a.id, a.text) for a in articles] == [
        (f"{label}/inner/b.txt", "First one."),
        (f"{label}/inner/c.jsonl:1", "Second one."),
        (f"{label}/z.txt", "Last one."),
    ]
    assert articles[1].origin == f"{label}/inner/c.jsonl"


def test_names_that_lead_out_of_the_archive_write_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zipped({"../../out.txt": b"One.", "/abs.txt": b"Two.", "..\\win.txt": b"Three."}))
    articles, problems = intake(folder)
    label = (folder / "a.zip").as_posix()
    assert problems == []
    assert sorted(a.id for a in articles) == [f"{label}/{name}.txt" for name in ("abs", "out", "win")]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_the_same_name_are_both_read(tmp_path: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "One.")
        archive.writestr("a.txt", "Two.")
    (tmp_path / "x.zip").write_bytes(buffer.getvalue())
    articles, problems = intake(tmp_path)
    assert problems == []
    assert [a.text for a in articles] == ["One.", "Two."]
    assert len({a.id for a in articles}) == 2


def nested(depth: int) -> bytes:
    content = zipped({"a.txt": FLASH.encode()})
    for _ in range(depth - 1):
        content = zipped({"in.zip": content, "beside.txt": b"Read all the same."})
    return content


def test_zips_in_zips_are_read_three_deep(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(nested(3))
    articles, problems = intake(tmp_path)
    assert problems == []
    assert [a.id.removeprefix(tmp_path.as_posix()) for a in articles] == [
        "/a.zip/beside.txt",
        "/a.zip/in.zip/beside.txt",
        "/a.zip/in.zip/in.zip/a.txt",
    ]


def test_zips_nested_deeper_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(nested(4))
    articles, problems = intake(tmp_path)
    assert len(articles) == 3
    assert ["3 deep" in p.reason for p in problems] == [True]


def test_a_bomb_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"bomb.txt": bytes(30_000_000), "z.txt": b"Read all the same."}))
    articles, problems = intake(tmp_path)
    assert [a.text for a in articles] == ["Read all the same."]
    assert [(p.path.endswith("bomb.txt"), "ZIP bomb" in p.reason) for p in problems] == [(True, True)]


def test_the_total_counts_over_nested_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1000)
    inner = zipped({"b.txt": b"Words. " * 100}, zipfile.ZIP_STORED)
    (tmp_path / "a.zip").write_bytes(zipped({"in.zip": inner, "z.txt": b"Small enough."}))
    articles, problems = intake(tmp_path)
    assert [a.text for a in articles] == ["Small enough."]
    assert [p.path.endswith("in.zip/b.txt") for p in problems] == [True]


def test_an_encrypted_member_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"Secret.", "b.txt": b"Open."}, zipfile.ZIP_STORED))
    content[6] |= 1  # the first member's flag in its own header
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    (tmp_path / "a.zip").write_bytes(content)
    articles, problems = intake(tmp_path)
    assert [a.text for a in articles] == ["Open."]
    assert ["encrypted" in p.reason for p in problems] == [True]


def test_a_damaged_member_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    content = zipped({"a.txt": b"Damaged words.", "b.txt": b"Sound."}, zipfile.ZIP_STORED)
    (tmp_path / "a.zip").write_bytes(content.replace(b"Damaged words.", b"Damaged wards."))
    articles, problems = intake(tmp_path)
    assert [a.text for a in articles] == ["Sound."]
    assert [p.path.endswith("a.txt") for p in problems] == [True]


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", b"no archive"])
def test_a_broken_archive_is_a_problem(tmp_path: Path, content: bytes) -> None:
    refused(tmp_path / "a.zip", content)


def test_a_huge_member_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 100)
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": FLASH.encode()}))
    articles, problems = intake(tmp_path)
    assert articles == []
    assert "100 bytes" in problems[0].reason
