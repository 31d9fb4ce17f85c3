"""The words that page furniture is known by.

Each shape names its furniture by words that reporting does not use so; none rests on a blank or a capital alone.
"""

from __future__ import annotations

import re

from truceline.records import FurnitureKind


def _shape(*choices: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(choices) + ")", re.I)


_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|tumblr|google\+?|e-?mail|print|tweet|pocket|vk)"
)
_MENU_ITEM = r"[A-Z][\w&'\u2019-]*(?: [\w&'\u2019-]+){0,2}"

LINES: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    (
        "share",
        _shape(
            rf"share(?: (?:this|on|via|to)(?: (?:this|article|story|post|page|{_NETWORK}))*)?:?",
            r"(?:like this|spread the word):?",
            rf"(?:{_NETWORK}[ ,|\u00b7/]*)+",
            r"click to (?:share|print|e-?mail).*",
            r"\d* ?shares?",
            r"get short url.*",
            r"copy (?:the )?link",
        ),
    ),
    (
        "comments",
        _shape(
            r"leave a (?:reply|comment).{0,40}",
            r"(?:add|post|write) (?:a|your) comment.{0,40}",
            r"(?:\d+|no) (?:comments?|responses?|replies)(?: (?:to|on|so far).{0,150})?",
            r"comments(?: are closed| \(\d+\))?\.?",
            r"you must be logged in to (?:post a )?comment.*",
            r"your email address will not be published.*",
            r"join the (?:conversation|discussion).{0,40}",
            r"notify me of (?:new|follow).*",
        ),
    ),
    (
        "boilerplate",
        _shape(
            r"(?:sign up|subscribe) (?:to|for|now|today|here)\b.{0,200}",
            r"(?:please )?(?:support|donate to) (?:our|independent) (?:work|journalism).{0,150}",
            r"(?:never|don.?t) miss (?:a|another|our|the) (?:story|update|news|latest).{0,150}",
            r"(?:we use|this (?:web)?site uses|our (?:web)?site uses) cookies.*",
            r"(?:accept|reject|manage)(?: all)? cookies",
            r"(?:cookie|privacy) (?:policy|settings|notice)",
            r"terms (?:of use|and conditions|of service).{0,60}",
            r".{0,60}\ball rights reserved\b.{0,100}",
            r"(?:\u00a9|\(c\)|copyright)[ :\u00a9]*.{0,20}\b(?:19|20)\d\d\b.{0,150}",
            r"advertis(?:e?ment|ing)s?(?: - (?:continue|scroll).{0,60})?",
            r"story continues below.{0,60}",
            r"(?:follow|like|find|join) us on .{1,80}",
            r"download (?:our|the) .{0,30}\bapp\b.{0,60}",
            r"click (?:here|to (?:enlarge|watch|play|view|expand))\b.{0,80}",
            r"\[click to enlarge\]",
            r"our standards: ?the thomson reuters trust principles\.?",
        ),
    ),
    (
        "menu",
        _shape(
            r"(?:skip|jump) to (?:main )?(?:content|navigation)",
            r"(?:main |toggle |site )?(?:menu|navigation)",
            r"search|log ?in|sign ?in|log out|register|subscribe|home|back to top",
            r"(?:previous|next)(?: (?:article|post))?",
            r"print this (?:page|article|story)",
        ),
    ),
    ("menu", re.compile(rf"[Hh]ome(?: ?[|>\u203a\u00bb/\u2022\u00b7] ?{_MENU_ITEM}){{1,8}}")),
    ("menu", re.compile(rf"{_MENU_ITEM}(?: ?[|\u2022\u00b7] ?{_MENU_ITEM}){{3,}}")),
)
"""Whole lines, by kind."""

COMMENTS = _shape(
    r"leave a (?:reply|comment)(?: cancel reply| to .{1,60})?",
    r"(?:add|post|write) (?:a|your) comment",
    r"(?:\d+ )?comments?(?: \(\d+\))?:?",
    r"join the (?:conversation|discussion)",
)
"""Lines that may open a comment section."""

COMMENT_FORM = _shape(
    r"fill in your details below",
    r"you are commenting using",
    r"your email address will not be published",
    r"you must be logged in",
    r"(?:log|sign) in (?:to|with)",
    r"(?:name|e-?mail|website|comment) ?\*?:?$",
    r"cancel reply",
    r"connecting to %s",
)
"""Begins of lines in a comment form."""

RELATED = _shape(
    r"(?:related|recommended|similar|more)(?: (?:articles|stories|news|posts|links|content|topics|coverage|reading))?:",
    r"(?:related|recommended|similar) (?:articles|stories|news|posts|links|content|topics|coverage|reading)",
    r"(?:see|read) (?:also|more):?",
    r"also read:?",
    r"more (?:on|about) this(?: (?:story|topic))?:?",
    r"you (?:may|might) also (?:like|be interested in):?",
    r"(?:most (?:read|popular|viewed)|trending(?: now)?|editors?['\u2019]s? picks?|don['\u2019]?t miss):?",
)
"""Lines that head a list of other articles."""

RELATED_HERE = _shape(
    r"(?:read|see) (?:more|also) ?[:|\u2013\u2014>\u00bb]",
    r"also read ?[:|]",
    r"related(?: topics| articles| news| stories)? ?[:|]",
    r"more(?: news)?: ",
    r"most read: ",
    r"you (?:may|might) also like: ",
)
"""Begins of a line that names another article itself."""

_NAME = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*"
BYLINE = re.compile(
    rf"[Bb]y:? {_NAME}(?:,? (?:{_NAME}|and|&|in|at|for|of|the|al|bin|de|van|von)){{0,12}}"
    rf"|[(\[]?(?:(?:Additional|Further) )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by {_NAME}[^.!?]{{0,250}}[)\].]{{0,2}}"
)
"""A line that names who wrote."""

NOT_A_NAME = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August"
    r"|September|October|November|December|Land|Sea|Air|Night|Day|Dawn|Noon|Midnight|Force|Order|Far|Then|Now)\b"
)
"""Words after "By" that show a line to be none that names who wrote."""

CREDIT_TAIL = re.compile(
    r"(?<=[.!?\u201d\"'\s])[(]?(?:(?:Additional|Further) reporting|Reporting|Writing|Editing) by "
    r"[A-Z][^.!?\r\n]{2,250}?"
    r"(?=[)]?[.]?\s*(?:Our Standards|$))[)]?[.]?"
)
"""Who wrote and edited, at the end of a wire story."""

RUNS: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    # "01.02.2017(updated 1230 02.02.2017) Get short URL Topic Some Series (12) 0 34": date, link, counters of readers.
    # A lone counter is marked only where it is no likely first word of an article: three digits at least.
    (
        "share",
        re.compile(
            r"(?:\b\d{4} )?(?:\b\d\d\.\d\d\.\d{4})?\)? ?(?:\(updated \d{4} \d\d\.\d\d\.\d{4}\))? ?Get short URL\b"
            r"(?: Topic [^.()]{3,80} \(\d+\))?(?:(?: 0){1,2} \d+| \d{3,6})?(?= [A-Z0-9\"\u201c])"
        ),
    ),
    # From the invitation, the counter of readers or the list of tags to the page's foot.
    (
        "related",
        re.compile(
            r"(?:(?:\.\.\. \d{1,6} )(?:Topic|Related|Tags|Community)\b|(?<=[.!?\"] )(?:Related|Tags)\b)"
            r"(?:(?!\.\.\. \d).){0,1000}?\bCommunity ?standards ?Discussion\b.*?$",
            re.M,
        ),
    ),
    (
        "boilerplate",
        re.compile(
            r"\bNever miss a story\b(?: again)?[ :,\u2013\u2014-]+(?:sign up|subscribe) to our "
            r"(?:Telegram channel|newsletter)\b[^.!?]*[!.]?"
        ),
    ),
    ("comments", re.compile(r"\bCommunity ?standards ?Discussion\b(?: ?Comment via [\w ]+?)*$", re.M)),
    (
        "related",
        re.compile(r"\b(?:Related News|Category News)\b(?=.{0,1500}\b(?:Privacy|Cookie) Policy\s*$).*$", re.M),
    ),
    ("related", re.compile(r"(?<=[.!?\"\u201d] )(?:Read Also|Read more|Also read)\s*$", re.M | re.I)),
    # A foot of links after the last sentence of a line: "... said. Share on X | Facebook Related: One | Two".
    (
        "share",
        re.compile(
            r"(?:^|(?<=[.!?)\"\u201d] ))"
            r"(?:Share(?: this(?: page| article| story)?)?: |Share on (?:X|Facebook|Twitter|WhatsApp)\b"
            r"|Share \d+ +Tweet\b"
            r"|Follow us on (?:X|Facebook|Twitter|Instagram|Telegram)\b)(?:(?![.] [A-Z\"\u201c])[^\r\n]){0,280}$",
            re.M,
        ),
    ),
    ("menu", re.compile(r"\APrint this page\b")),
    ("share", re.compile(r"\bPrint Tweet\b(?: Views \d+)?")),
    (
        "share",
        re.compile(
            r"(?<=[.!?)\"\u201d] )(?:Facebook|Twitter|Tweet|Share)(?: (?:Facebook|Twitter|Tweet|Share))*\s*$", re.M
        ),
    ),
    ("boilerplate", re.compile(r"\[?\bclick to enlarge\b\]?|\[click to \w+\]", re.I)),
    ("boilerplate", re.compile(r"\bOur Standards: ?The Thomson Reuters Trust Principles\.?")),
    (
        "boilerplate",
        re.compile(r"\bLast Update: \w+,? \d{1,2} \w+ \d{4} KSA \d\d:\d\d - GMT \d\d:\d\d(?: \d{1,6})?\s*$", re.M),
    ),
    (
        "boilerplate",
        re.compile(
            r"\bAsharq Al-Awsat is the world.?s premier\b.{0,150}\bdaily newspaper\b.{0,400}\bArab world\.?\s*$", re.M
        ),
    ),
)
"""Runs inside a line, by kind."""
