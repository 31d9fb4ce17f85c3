"""Annotated articles, read from a folder that holds one ``<id>.json`` each.

A file holds ``id``, ``published``, ``outlet``, ``sentences`` (``begin``, ``end``, ``text``; the first is the title, its
offsets null) and ``claims``; ``docs/annotated-articles.md`` describes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

from truceline.codebook import TYPES
from truceline.evaluation.coding import Coding, Number
from truceline.records import (
    QUANTITY_KINDS,
    STATUSES,
    Article,
    Field,
    Interval,
    Problem,
    Role,
    Span,
    Status,
)

_T = TypeVar("_T")
_WIDEST_GAP = 100_000  # characters between two sentences; an offset with a digit too many shall not fill the memory
_LONGEST = 60  # characters of a value that a message shows


class GoldError(Exception):
    """There is nothing to evaluate with; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as annotators numbered it; ``begin`` counts characters of the article's ``field``."""

    field: Field
    begin: int
    text: str

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.begin + len(self.text)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article.

    Attributes:
        article: as the reader is given it; what lay between its sentences is not known, newlines stand there.
        sentences: in order, the title first.
        codings: what annotators wrote, in the file's order.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """What a folder holds: its articles in order of file name, and what could not be read."""

    articles: tuple[GoldArticle, ...]
    problems: tuple[Problem, ...]


class _FaultError(Exception):
    """Something in a file is not as it should be: what, and how to mend it."""


def load(folder: Path) -> Gold:
    """Read every ``*.json`` of a folder; a file with a fault is left out and its faults are told.

    Raises:
        GoldError: there is no such folder, or no such file in it.
    """
    if not folder.is_dir():
        wrong = "is a file, not a folder" if folder.exists() else "there is no such folder"
        raise GoldError(f"{folder}: {wrong}; name the folder that holds the annotated articles, one <id>.json each")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError(f"{folder}: it holds no *.json file; name the folder with one <id>.json for each article")
    articles: dict[str, tuple[Path, GoldArticle]] = {}
    problems: list[Problem] = []
    for file in files:
        faults: list[tuple[str, str]] = []
        found = _of_file(file, faults)
        if found is not None and not faults:
            first, _ = articles.setdefault(found.article.id, (file, found))
            if first != file:
                faults.append(("", f"its id {found.article.id!r} is that of {first.name} too; give each its own"))
        problems += [Problem(str(file), place, reason) for place, reason in faults]
    return Gold(tuple(a for _, a in articles.values()), tuple(problems))


def _of_file(file: Path, faults: list[tuple[str, str]]) -> GoldArticle | None:
    """The article of a file, ``None`` where nothing could be made of it; faults are added to the list."""
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"), parse_constant=_refuse)
        json.dumps(told, ensure_ascii=False).encode()
    except OSError as error:
        faults.append(("", f"it cannot be opened ({error.strerror}); mend that or take it out of the folder"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        faults.append((place, f"this is no JSON ({error.msg}); mend it there or write the file anew"))
    except RecursionError:
        faults.append(("", "it is nested too deeply to be an annotated article; write the file anew"))
    except UnicodeError:  # its bytes, or half a pair of surrogates written as \ud800
        faults.append(("", "it holds characters that are no UTF-8; write the file anew in UTF-8"))
    except _FaultError as fault:
        faults.append(("", str(fault)))
    else:
        return _article(told, file, faults)
    return None


def _refuse(constant: str) -> NoReturn:
    raise _FaultError(f"it holds {constant}, which is no number; write the number, or null")


def _article(told: object, file: Path, faults: list[tuple[str, str]]) -> GoldArticle | None:
    try:
        row = _object(told)
        name = _text(row, "id")
        if not name:
            raise _FaultError("its id is empty; give it the article's id")
        outlet = None if row.get("outlet") is None else _text(row, "outlet")
        published = _published(row)
        told_sentences, told_claims = _list(row, "sentences"), _list(row, "claims")
        if not told_sentences:
            raise _FaultError("it has no sentences; the first is the title, the others those of the text")
    except _FaultError as fault:
        faults.append(("", str(fault)))
        return None
    before = len(faults)
    sentences = _each("sentence", 0, told_sentences, _sentence, faults)
    if len(faults) == before:
        _check_order(sentences, faults)
    if len(faults) > before:  # of claims in sentences that do not hold, nothing can be said
        return None
    codings = _each("claim", 1, told_claims, lambda _, claim: _coding(claim, sentences), faults)
    title, *others = sentences
    article = Article(name, title.text, _joined(others), outlet, published, origin=str(file))
    return GoldArticle(article, tuple(sentences), tuple(codings))


def _each(
    what: str, first: int, rows: Sequence[object], parse: Callable[[int, object], _T], faults: list[tuple[str, str]]
) -> list[_T]:
    """Every row parsed; those with a fault are left out and told with their number, counted from ``first``."""
    out = []
    for number, row in enumerate(rows, first):
        try:
            out.append(parse(number, row))
        except _FaultError as fault:
            faults.append((f"{what} {number}", str(fault)))
    return out


def _sentence(number: int, told: object) -> Sentence:
    row = _object(told)
    text, begin, end = _text(row, "text"), row.get("begin"), row.get("end")
    if number == 0:
        if begin is not None or end is not None:
            raise _FaultError("this is the title, which has no offsets: write begin and end as null")
        return Sentence("title", 0, text)
    if type(begin) is not int or type(end) is not int or begin < 0:
        raise _FaultError("begin and end must be whole numbers, the offsets of its characters in the text")
    if end - begin != len(text):
        raise _FaultError(f"from {begin} to {end} are {end - begin} characters, its text has {len(text)}; mend either")
    return Sentence("text", begin, text)


def _check_order(sentences: Sequence[Sentence], faults: list[tuple[str, str]]) -> None:
    at = 0
    for number, sentence in enumerate(sentences[1:], 1):
        if sentence.begin < at:
            faults.append((f"sentence {number}", f"it begins at {sentence.begin}, before the last one ends ({at})"))
        elif sentence.begin > at + _WIDEST_GAP:
            faults.append((f"sentence {number}", f"it begins at {sentence.begin}, far from where the last ends ({at})"))
        at = max(at, sentence.end)


def _joined(sentences: Iterable[Sentence]) -> str:
    """The text whose characters at their offsets are the sentences."""
    parts, at = [], 0
    for sentence in sentences:
        parts += ["\n" * (sentence.begin - at), sentence.text]
        at = sentence.end
    return "".join(parts)


def _coding(told: object, sentences: Sequence[Sentence]) -> Coding:
    row = _object(told)
    words = _text(row, "trigger")
    number = row.get("s")
    if type(number) is not int or not 0 <= number < len(sentences):
        raise _FaultError(f"s must be the number of its sentence, 0 to {len(sentences) - 1}, not {_shown(number)}")
    sentence = sentences[number]
    begin = sentence.begin + _place(words, sentence, number, row.get("n", 1))
    days = _text(row, "date") if row.get("date") else None
    if days is not None:
        try:
            Interval.parse(days)
        except ValueError:
            raise _FaultError(
                f"{_shown(days)} is no date; write 2016-09-25, 2016-09 or 2016-09-23/2016-09-27"
            ) from None
    return Coding(
        trigger=Span(sentence.field, begin, begin + len(words)),
        words=words,
        type=_one_of(row, "type", tuple(TYPES), "type of the codebook"),
        status=cast("Status", _one_of(row, "status", STATUSES, "status")),
        actor=_mentions(row, "actor"),
        target=_mentions(row, "target"),
        place=_mentions(row, "place"),
        time=_mentions(row, "time"),
        source=_mentions(row, "source"),
        date=days,
        numbers=tuple(_number(n) for n in (_list(row, "numbers") if row.get("numbers") is not None else [])),
    )


def _place(words: str, sentence: Sentence, number: int, occurrence: object) -> int:
    """The offset in its sentence of the trigger's words, at the given occurrence from 1."""
    if not words:
        raise _FaultError("its trigger is empty; write the words that express it")
    if type(occurrence) is not int or occurrence < 1:
        raise _FaultError(f"n must be a whole number from 1, not {_shown(occurrence)}: which occurrence of the trigger")
    at, times = -1, 0
    while times < occurrence:
        at = sentence.text.find(words, at + 1)
        if at < 0:
            shown, where = _shown(words), f"in sentence {number}"
            if times:
                raise _FaultError(f"its trigger {shown} stands {times} × {where}, so n cannot be {occurrence}; mend n")
            raise _FaultError(f"its trigger {shown} does not stand {where}; write it as it stands there, or mend s")
        times += 1
    return at


def _mentions(row: Mapping[str, Any], role: Role) -> tuple[str, ...]:
    found = row.get(role)
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(m, str) for m in found):
        raise _FaultError(f'its {role} must be a list of texts, as ["rebels"], not {_shown(found)}')
    return tuple(found)


def _number(told: object) -> Number:
    row = _object(told)
    ends = least, most = row.get("min"), row.get("max")
    if not all(e is None or type(e) in (int, float) for e in ends):
        raise _FaultError(f"min and max of a number must be numbers or null, not {_shown(least)} and {_shown(most)}")
    kind = _one_of(row, "kind", QUANTITY_KINDS, "kind of number")
    return Number(kind, least, most, _text(row, "text") if row.get("text") is not None else "")


def _published(row: Mapping[str, Any]) -> date | None:
    if row.get("published") is None:
        return None
    try:
        return date.fromisoformat(_text(row, "published"))
    except ValueError:
        raise _FaultError(f"published is {_shown(row['published'])}; write the day as 2016-08-06, or null") from None


def _one_of(row: Mapping[str, Any], key: str, known: Sequence[str], what: str) -> str:
    value = _text(row, key)
    if value in known:
        return value
    near = get_close_matches(value, known, n=1)
    mend = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(known)}"
    raise _FaultError(f"{_shown(value)} is no {what}; {mend}")


def _object(told: object) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise _FaultError(f"a JSON object was expected, not {_shown(told)}")
    return told


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise _FaultError(f"{key} must be a text, not {_shown(value)}" if key in row else f"it has no {key}; add it")
    return value


def _list(row: Mapping[str, Any], key: str) -> list[object]:
    value = row.get(key)
    if not isinstance(value, list):
        raise _FaultError(f"{key} must be a list, not {_shown(value)}" if key in row else f"it has no {key}; add it")
    return value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
