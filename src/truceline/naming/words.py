"""The English words by which a noun phrase tells what it is about. All in small letters."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PRONOUNS = _set(
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose "
    "which that this these those one ones some many most others other another both all each everyone everybody "
    "someone somebody anyone nobody themselves itself himself herself ourselves here there where elsewhere"
)

LEADING = _set(
    "the a an its their his her our my your this that these those some several many most all both other another two "
    "three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty dozen hundred thousand "
    "million millions dozens hundreds thousands scores tens number of so called"
)
"""Words before a name that are no part of it."""

JOINING = _set("and or while plus")
"""Words that put a second party beside the first."""

TURNING = _set(
    "of in at from on near outside around inside within across along over under for to by with against between among "
    "into towards toward through via including like named called known who which whose that where during after before "
    "since until about led loyal backed supported affiliated linked allied aligned belonging fighting operating based"
)
"""Words with which something begins that qualifies what stands before it."""

BELONGING = _set("of at from for in within inside to")
"""Turning words after which the holder of an office or the whole of a part may stand."""

LEADING_TO = _set("led including like named called known by affiliated linked belonging")
"""Turning words after which a name stands for at least a part of what is described."""

SITUATING = _set("of in at inside within across around near outside along on over from through")
"""Turning words after which a place stands that tells where the thing before them is."""

AROUND = _set("near outside around along")
"""Those of them that only tell what is close by."""

QUALIFYING = _set(
    "led backed held controlled supported allied affiliated linked aligned occupied besieged funded armed trained "
    "sponsored brokered run based dominated majority era made imposed declared born inspired friendly"
)
"""Second parts of a compound whose first part is not what the phrase is about: US-backed rebels."""

OFFICES = _set("minister president secretary spokesman spokeswoman envoy ambassador leader chief commander")
"""Offices that may follow the name of who holds them."""

OF_A_WHOLE = _set(
    "army armies force forces troop troops soldier soldiers fighter fighters militant militants gunmen terrorist "
    "terrorists member members unit units brigade brigades command military militia militias commander commanders "
    "leader leaders leadership chief head president minister ministers ministry premier official officials officer "
    "officers spokesman spokeswoman spokesperson spokespersons representative representatives envoy envoys ambassador "
    "ambassadors diplomat diplomats delegation delegations delegate delegates government governments authorities "
    "authority administration regime state side parliament lawmaker lawmakers senator senators police navy marines "
    "warplane warplanes jet jets aircraft plane planes helicopter helicopters airforce bomber bombers reporter "
    "reporters correspondent correspondents "
    "artillery tanks drone drones warship warships intelligence secretary deputy director coordinator adviser advisor "
    "advisers aide aides source sources statement report monitor monitors group groups office mission team teams "
    "branch wing faction factions coalition general colonel captain major lieutenant sniper snipers airstrikes "
    "strikes party parties council committee staff personnel convoy convoys positions position headquarters bases "
    "ranks men rebels militiamen insurgents jihadists jihadis operatives cell agency broadcaster television tv radio "
    "media newspaper channel court judge prosecutor embassy consulate mediators negotiators experts advisors "
    "investigators inspectors workers worker peacekeepers observers "
    "organisation organization organisations organizations"
)
"""Nouns that stand for somebody who acts for the whole that they belong to."""

NOT_THE_WHOLE = _set(
    "civilian civilians resident residents refugee refugees people person persons woman women child children man boy "
    "girl family families victim victims citizen citizens national nationals journalist journalists town city "
    "village border area areas territory district districts capital doctor doctors patient patients migrants tourists "
    "students prisoners detainees hostages population inhabitants locals villagers truck trucks hospital hospitals "
    "school mosque house houses home homes life lives war conflict crisis activist activists opposition"
)
"""Nouns that something belongs to without acting for it."""

KINDS: dict[str, frozenset[str]] = {
    "quarter": _set("quarter area"),
    "neighborhood": _set("quarter area"),
    "neighbourhood": _set("quarter area"),
    "suburb": _set("quarter town area"),
    "district": _set("district quarter area"),
    "districts": _set("city area quarter"),
    "province": _set("governorate"),
    "governorate": _set("governorate"),
    "countryside": _set("governorate area"),
    "region": _set("area governorate"),
    "city": _set("city town"),
    "town": _set("town city village"),
    "village": _set("village town"),
    "airport": _set("base site"),
    "airbase": _set("base"),
    "base": _set("base"),
    "airfield": _set("base"),
    "road": _set("road"),
    "highway": _set("road"),
    "camp": _set("camp"),
    "crossing": _set("crossing"),
    "country": _set("country"),
}
"""The kinds of place that a noun beside its name speaks of."""
