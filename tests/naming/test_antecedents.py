"""Pronouns and bare descriptions led back within an article, on sentences written for the project."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.naming import Namer
from truceline.pack import Actor, Knowledge, Pack
from truceline.records import Article, Claim, Mention, Role, Span

Led = Callable[..., Mention]

_MARK = re.compile(r"\[(actor|target|source):([^\]]+)\]")
_ROLES: dict[str, Role] = {"actor": "actor", "target": "target", "source": "source"}


def marked(text: str) -> tuple[Article, list[Claim]]:
    """An article whose mentions are marked as ``[source:he]``; every sentence, one a line, is one claim."""
    plain = ""
    claims: list[Claim] = []
    for line in text.strip().split("\n"):
        begin, at = len(plain), 0
        mentions: dict[str, list[Mention]] = {role: [] for role in _ROLES}
        for m in _MARK.finditer(line):
            plain += line[at : m.start()]
            mentions[m[1]].append(Mention(Span("text", len(plain), len(plain) + len(m[2])), m[2]))
            plain += m[2]
            at = m.end()
        plain += line[at:]
        sentence, trigger = Span("text", begin, len(plain)), Mention(Span("text", begin, begin + 1), plain[begin])
        roles = {role: tuple(found) for role, found in mentions.items()}
        claims.append(Claim(f"a#{begin}", "a", trigger, sentence, "attack", **roles))  # type: ignore[arg-type]
        plain += " "
    return Article("a", "", plain.rstrip() + " It was in Syria, in Syria."), claims


@pytest.fixture(scope="module")
def namer(knowledge: Knowledge) -> Namer:
    return Namer(knowledge)


@pytest.fixture
def last(namer: Namer) -> Led:
    def led(text: str, role: str = "") -> Mention:
        """The last mention that is marked, or the last of a role."""
        article, claims = marked(text)
        named = namer.name(article, claims)
        mentions = [m for c in named for r in _ROLES.values() if role in ("", r) for m in c.mentions(r)]
        return max(mentions, key=lambda m: m.span)

    return led


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        # he: who spoke before
        ("[source:John Kerry] told reporters that guns were silent.\nNo aid came, [source:he] added.", "world:kerry"),
        ("Envoy John Kerry said little.\nThe truce would hold, [source:he] said.", "world:kerry"),
        # it: somebody who is not a person
        (
            "The [source:Syrian Observatory for Human Rights] counted nine dead.\nShells fell again, [source:it] said.",
            "syria:observatory",
        ),
        ("[actor:Jaish al-Islam] shelled the road before [actor:it] withdrew.", "syria:jaish-al-islam"),
        # they: more than one
        ("[actor:Rebels] took the hill.\nOn Monday [actor:they] lost it.", "syria:opposition"),
        ("[target:Dozens of civilians] fled.\nSnipers fired on [target:them].", "syria:civilians"),
        # descriptions by the kind of somebody, or by the same noun
        ("[actor:Jaish al-Islam] shelled a market.\nThe [source:group] denied it.", "syria:jaish-al-islam"),
        ("[actor:Jaish al-Islam] held the road.\nGuns hit the [target:militants].", "syria:jaish-al-islam"),
        (
            "The [source:Russian defence ministry] spoke.\nJets left.\nThe [source:ministry] said so.",
            "world:russia-defence",
        ),
        ("[actor:Russia] sent jets.\nThe [actor:Syrian army] attacked.\nThe [actor:army] lost a tank.", "syria:army"),
        ("Minister John Kerry flew in.\nThe [actor:minister] met nobody.", "world:kerry"),
        # what belongs to somebody
        ("[actor:Jaish al-Islam] spoke of a truce.\nOn Sunday [actor:its fighters] broke it.", "syria:jaish-al-islam"),
        ("[actor:Jaish al-Islam] lost.\nA [target:commander of the group] died.", "syria:jaish-al-islam"),
        # we: whoever speaks, or those for whom a person speaks
        (
            '"[actor:We] will hold our fire," the [source:Syrian Observatory for Human Rights] said.',
            "syria:observatory",
        ),
        ('"On Monday [actor:we] counted nine," said [source:Rami Abdulrahman].', "syria:observatory"),
    ],
)
def test_they_lead_to_whom_they_stand_for(last: Led, text: str, entity: str) -> None:
    role = "actor" if "[actor:We]" in text or "[actor:we]" in text else ""
    assert last(text, role).entity == entity


@pytest.mark.parametrize(
    "text",
    [
        "Nobody came.\nLater [source:he] left.",
        "[actor:Jaish al-Islam] fought and the [actor:YPG] fought.\nOn Monday [actor:it] withdrew.",  # which?
        "[actor:Jaish al-Islam] fought and the [actor:YPG] fought.\nThe [actor:group] withdrew.",
        "[source:John Kerry] spoke.\nColonel Hazim Darwish said little.\nNobody slept, [source:he] added.",  # who?
        "[source:Rami Abdulrahman] spoke.\n[actor:It] fell on the market.",  # a person is no it
        "[source:John Kerry] spoke.\nOn Monday [actor:they] left.",  # nor more than one
        "[actor:Jaish al-Islam] held the road.\nA [actor:group] of women marched.",  # one that is new
        "[actor:Jaish al-Islam] lost.\nOn Monday [actor:its allies] fled.",  # not they themselves
        "Talks went on.\nOn Monday [actor:its troops] left.",  # whose?
    ],
)
def test_where_the_text_does_not_say_they_stay_open(last: Led, text: str) -> None:
    assert last(text).entity is None
    assert last(text).certainty is None


def test_a_description_goes_to_its_own_article_before_the_pack(last: Led) -> None:
    alone = last("Fire came from the hill.\nThe [actor:army] lost a tank.")
    told = last("[actor:Syrian army] guns fired.\nThe [actor:army] lost a tank.")
    assert alone.entity == told.entity == "syria:army"
    assert alone.certainty is not None and told.certainty is not None and alone.certainty < told.certainty < 1


def test_who_is_hit_is_not_who_hits(last: Led) -> None:
    text = "[source:Jaish al-Islam] said little.\n[source:The YPG] said more, and [actor:it] shelled [target:the YPG]."
    assert last(text, "actor").entity != "syria:ypg"


def test_a_monitor_is_the_one_that_the_article_names(knowledge: Knowledge) -> None:
    watch = Actor("hills:watch", "Hill Watch", "monitor", names=("Hill Watch",), descriptions=("monitor",))
    namer = Namer(Knowledge([*knowledge.packs, Pack("hills", "Hills", "1", actors=(watch,))]))
    for more, entity in (("Hill Watch gave no names.", "hills:watch"), ("Nobody gave names.", None)):
        article, claims = marked(f"Nine died, a [source:monitor] said.\n{more}")
        assert namer.name(article, claims)[0].source[0].entity == entity


def test_nothing_hangs_on_the_order_of_claims(namer: Namer) -> None:
    article, claims = marked(
        "[source:John Kerry] spoke.\n[actor:Jaish al-Islam] fired.\nThe [actor:group] left, [source:he] said."
    )
    assert namer.name(article, claims) == tuple(reversed(namer.name(article, claims[::-1])))


PIECES = 'he it they we his the group army militants its fighters of them said Kerry Jaish al-Islam . , " \n A'.split(
    " "
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.data())
def test_no_pronoun_is_ever_certain_and_no_word_is_changed(
    namer: Namer, pieces: list[str], data: st.DataObject
) -> None:
    text = " ".join(pieces)
    spans = [m.span() for m in re.finditer(r"[\w-]+(?: [\w-]+)?", text)]
    if not spans:
        return
    begin, end = data.draw(st.sampled_from(spans))
    role = data.draw(st.sampled_from(sorted(_ROLES.values())))
    mention = Mention(Span("text", begin, end), text[begin:end])
    claim = Claim("a#0", "a", mention, Span("text", 0, len(text)), "attack", **{role: (mention,)})  # type: ignore[arg-type]
    (after,) = namer.name(Article("a", "", text), [claim])[0].mentions(role)
    assert (after.span, after.text) == (mention.span, mention.text)
    assert (after.entity is None) == (after.certainty is None)
    if mention.text in ("he", "it", "they", "we", "them"):
        assert after.certainty is None or 0 < after.certainty < 1
