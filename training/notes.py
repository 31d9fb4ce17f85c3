"""Annotated articles as plain text: sentences first, then a line a claim; quick to write, easy to read and compare.

    id: own-yemen-01
    outlet: Aden Observer
    published: 2021-03-02
    0 Truce holds in Hodeidah for a second day
    1 Government troops and Houthi fighters exchanged fire on Monday ...
    ---
    # s | trigger | type | status | actor | target | place | time | date | source | numbers
    1 | exchanged fire | clash | happened | Government troops; Houthi fighters | | | on Monday | 2021-03-01 | |

``trigger#2`` is the second occurrence of the trigger's words in its sentence; ``;`` parts mentions; a number is
``kind:words:min:max`` with an empty max for "or more"; trailing empty fields may be left out.

`python training/notes.py FILE...` checks files and counts their claims.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from split import Annotated

from truceline.codebook import TYPES
from truceline.records import QUANTITY_KINDS, STATUSES, Interval

ROLES = ("actor", "target", "place", "time", "source")
DATA = Path(__file__).parent / "data"


class FaultError(ValueError):
    """A line of notes that cannot be right; the message names the file, the line and what is wrong."""


def parse(path: Path) -> Annotated:
    """The annotated article that a file of notes holds, in the form of ``corpus/claims``.

    Raises:
        FaultError: a line is not in the form, or its words do not stand in the article.
    """
    head: dict[str, str] = {}
    texts: list[str] = []
    claims: list[Annotated] = []
    told = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        where = f"{path}, line {number}"
        if not line or line.startswith("#"):
            continue
        if line == "---":
            told = True
        elif told:
            claims.append(_claim(line, texts, where))
        elif line.split(" ", 1)[0].isdigit():
            count, _, text = line.partition(" ")
            if int(count) != len(texts):
                raise FaultError(f"{where}: sentence {count} stands where {len(texts)} should")
            texts.append(text.strip())
        else:
            key, _, value = line.partition(":")
            head[key.strip()] = value.strip()
    published = head.get("published") or None
    if published:
        date.fromisoformat(published)
    sentences: list[Annotated] = []
    begin = 0
    for i, text in enumerate(texts):
        sentences.append({"begin": begin if i else None, "end": begin + len(text) if i else None, "text": text})
        begin += len(text) + 1 if i else 0
    return {
        "id": head["id"],
        "outlet": head.get("outlet"),
        "published": published,
        "sentences": sentences,
        "claims": claims,
    }


def own(corpus: Path) -> list[Annotated]:
    """The articles that were annotated for the project: written ones, and claims on the corpus's own articles.

    Of the latter ``data/annotated.jsonl`` keeps offsets only, since their sentences stay in the corpus.
    """
    texts = {}
    for name in ("syria.jsonl", "re3d.jsonl"):
        for line in (corpus / name).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            texts[article["id"]] = article
    noted = (DATA / "annotated.jsonl").read_text(encoding="utf-8").splitlines() if texts else []
    return [parse(path) for path in sorted(DATA.glob("*.txt"))] + [spelled(json.loads(n), texts) for n in noted]


def spelled(noted: Annotated, texts: dict[str, Annotated]) -> Annotated:
    """Claims kept as offsets, with the words that stand there; an offset of the title counts from its end, below 0."""
    article = texts[noted["id"]]
    title, text = article.get("title") or "", article["text"]

    def words(span: list[int]) -> str:
        begin, end = span
        return title[begin + len(title) : end + len(title)] if begin < 0 else text[begin:end]

    sentences: list[Annotated] = [{"begin": None, "end": None, "text": title}]
    sentences += [{"begin": b, "end": e, "text": text[b:e]} for b, e in noted["sentences"]]
    claims: list[Annotated] = []
    for kept in noted["claims"]:
        claim = {k: v for k, v in kept.items() if k not in ROLES and k != "numbers"}
        claim["trigger"] = words(kept["trigger"])
        claim |= {role: [words(m) for m in kept[role]] for role in ROLES if role in kept}
        if "numbers" in kept:
            claim["numbers"] = [{**n, "text": words(n["text"])} for n in kept["numbers"]]
        claims.append(claim)
    return {**{k: article.get(k) for k in ("id", "outlet", "published")}, "sentences": sentences, "claims": claims}


def _claim(line: str, texts: list[str], where: str) -> Annotated:
    fields = [f.strip() for f in line.split("|")]
    if not 4 <= len(fields) <= 11:
        raise FaultError(f"{where}: {len(fields)} fields instead of 4 to 11")
    count, trigger, kind, status, *mentions = fields + [""] * (11 - len(fields))
    if not count.isdigit() or int(count) >= len(texts):
        raise FaultError(f"{where}: there is no sentence {count}")
    words, _, occurrence = trigger.partition("#")
    if texts[int(count)].count(words) < int(occurrence or 1) or not words:
        raise FaultError(f"{where}: {trigger!r} does not stand in sentence {count}: {texts[int(count)]}")
    if kind not in TYPES:
        raise FaultError(f"{where}: {kind!r} is no type of the codebook")
    if status not in STATUSES:
        raise FaultError(f"{where}: {status!r} is no status")
    out: dict[str, Any] = {"s": int(count), "trigger": words, "type": kind, "status": status}
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", texts[int(count)])
    if occurrence:
        out["n"] = int(occurrence)
    elif whole and (before := texts[int(count)][: whole.start()].count(words)):
        out["n"] = before + 1  # the "use" that is a word, not that of "caused"
    *roles, day, source, numbers = mentions
    for role, value in zip(ROLES, [*roles, source], strict=True):
        found = [m.strip() for m in value.split(";") if m.strip()]
        for mention in found:
            if not any(mention in text for text in texts):
                raise FaultError(f"{where}: {role} {mention!r} does not stand in the article")
        if found:
            out[role] = found
    if day:
        try:
            Interval.parse(day)
        except ValueError as e:
            raise FaultError(f"{where}: date {day!r}: {e}") from e
        out["date"] = day
    for amount in (n for n in numbers.split(";") if n.strip()):
        parts = [p.strip() for p in amount.split(":")]
        if len(parts) != 4 or parts[0] not in QUANTITY_KINDS:
            raise FaultError(f"{where}: number {amount!r} is not kind:words:min:max")
        if not any(parts[1] in text for text in texts):
            raise FaultError(f"{where}: number {parts[1]!r} does not stand in the article")
        least, most = (float(p) if "." in p else int(p) if p else None for p in parts[2:])
        out.setdefault("numbers", []).append({"kind": parts[0], "text": parts[1], "min": least, "max": most})
    return out


def main() -> None:
    """Check the files named on the command line."""
    total = faults = 0
    for name in sys.argv[1:]:
        try:
            total += len(parse(Path(name))["claims"])
        except (FaultError, KeyError, ValueError) as e:
            faults += 1
            print(e)
    print(f"{len(sys.argv) - 1} files, {total} claims, {faults} files with faults")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
