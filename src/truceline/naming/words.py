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

SITUATING = _set("of in at inside within across around near outside along on over from through between")
"""Turning words after which a place stands that tells where the thing before them is."""

AROUND = _set("near outside around along between")
"""Those of them that only tell what is close by."""

LEADING_THERE = _set("to into toward towards")
"""Turning words after which a place stands that a road or an entrance leads to."""

DIRECTIONS = _set(
    "north northern south southern east eastern west western northeast northeastern northwest northwestern southeast "
    "southeastern southwest southwestern central"
)
"""Words that take a part of a place."""

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
    "ambassadors diplomat diplomats delegation delegations delegate delegates negotiator mediator government "
    "governments authorities authority administration regime state side parliament lawmaker lawmakers senator "
    "senators police navy marines warplane warplanes jet jets aircraft plane planes helicopter helicopters airforce "
    "bomber bombers reporter reporters correspondent correspondents artillery tanks drone drones warship warships "
    "intelligence secretary deputy director coordinator adviser advisor advisers aide aides source sources statement "
    "report monitor monitors group groups office mission team teams branch wing faction factions coalition general "
    "colonel captain major lieutenant sniper snipers airstrikes strikes party parties council committee staff "
    "personnel convoy convoys positions position headquarters bases ranks men rebels militiamen insurgents jihadists "
    "jihadis operatives cell agency broadcaster television tv radio media newspaper channel court judge prosecutor "
    "embassy consulate mediators negotiators experts advisors investigators inspectors workers worker peacekeepers "
    "observers organisation organization organisations organizations"
)
"""Nouns that stand for somebody who acts for the whole that they belong to."""

NOT_THE_WHOLE = _set(
    "civilian civilians resident residents refugee refugees people person persons woman women child children man boy "
    "girl family families victim victims citizen citizens national nationals journalist journalists town city village "
    "border area areas territory district districts capital doctor doctors patient patients migrants tourists "
    "students youth youths teenager teenagers prisoners detainees hostages population inhabitants locals villagers "
    "truck trucks hospital hospitals school mosque house houses home homes life lives war conflict crisis activist "
    "activists opposition"
)
"""Nouns that something belongs to without acting for it."""

MILITARY = _set(
    "army forces troops soldiers soldier navy artillery warship warships jet jets warplane warplanes plane planes "
    "aircraft airforce helicopter helicopters bomber bombers drone drones"
)
"""Those of these nouns that stand for the armed forces of a state, not for its government."""

AIRCRAFT = _set(
    "jet jets warplane warplanes plane planes aircraft airforce helicopter helicopters bomber bombers drones"
)
"""Those of these that fly."""

MEDIA = _set("media press newspaper newspapers tv television channel channels radio outlet outlets website")
"""Nouns of those who report, who speak for a state only where it is said that they are the state's."""

OF_STATE = _set("state official government regime")
"""Words that say so."""

SIDED = _set("pro anti")
"""First parts of a compound that tell only what side somebody is on: pro-government forces."""

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
    "countries": _set("country"),
    "oblast": _set("governorate"),
    "state": _set("governorate"),
    "department": _set("governorate"),
    "subdistrict": _set("district"),
    "provinces": _set("governorate"),
    "governorates": _set("governorate"),
    "regions": _set("area governorate"),
    "cities": _set("city town"),
    "towns": _set("town city village"),
    "villages": _set("village town"),
    "suburbs": _set("quarter town area"),
    "quarters": _set("quarter area"),
    "neighborhoods": _set("quarter area"),
    "neighbourhoods": _set("quarter area"),
    "camps": _set("camp"),
}
"""The kinds of place that a noun beside its name speaks of."""


HE = _set("he him his himself she her hers herself")
IT = _set("it its itself")
THEY = _set("they them their theirs themselves")
I_WE = _set("i me my mine myself we us our ours ourselves")
"""Pronouns that lead to somebody, by person and number."""

WHOSE = _set("his her its their our my")
"""Words before a noun that tell whose it is."""

SPEAKING = _set(
    "said says say told tells added adds warned announced stated claimed reported reports tweeted explained noted "
    "stressed insisted confirmed argued denied acknowledged wrote posted replied called condemned accused vowed urged"
)
"""Verbs in front of or behind which somebody stands who speaks."""

PREPOSITIONS = _set(
    "of in at from on near outside around inside within across along over under for to by with against between among "
    "into towards toward through via including like than about after before during without behind beside"
)
"""Words behind which nobody stands who does something."""

PLURALS = _set(
    "people police troops men women children gunmen militiamen paramilitaries personnel staff both forces civilians "
    "rebels youths delegates media authorities"
)
"""Nouns that are plural though they may not look so, or that end in an s that makes them so."""

SINGULARS = _set("forces isis status congress press news ss us caucus corps")
"""Nouns that end in an s that does not make them plural."""

MALE_FEMALE = _set(
    "man woman boy girl resident activist witness doctor journalist reporter correspondent analyst expert fighter "
    "soldier pilot source official officer lawyer lawmaker mother father"
)
"""Nouns for a person who holds no office."""

PERSONS = _set(
    "minister president premier secretary spokesman spokeswoman spokesperson envoy ambassador leader chief commander "
    "general colonel captain major lieutenant governor diplomat mediator senator director chairman head adviser "
    "advisor king prince sheikh deputy"
)
"""Nouns for a person who holds an office or rank."""

GROUPS: dict[str, frozenset[str]] = {
    "group": _set("armed_group monitor ngo coalition party"),
    "organisation": _set("armed_group monitor ngo body"),
    "organization": _set("armed_group monitor ngo body"),
    "movement": _set("armed_group party"),
    "faction": _set("armed_group"),
    "brigade": _set("armed_group"),
    "militia": _set("armed_group force"),
    "militants": _set("armed_group"),
    "fighters": _set("armed_group coalition force"),
    "gunmen": _set("armed_group"),
    "insurgents": _set("armed_group"),
    "jihadists": _set("armed_group"),
    "jihadis": _set("armed_group"),
    "extremists": _set("armed_group"),
    "terrorists": _set("armed_group"),
    "radicals": _set("armed_group"),
    "militiamen": _set("armed_group force"),
    "paramilitaries": _set("armed_group force"),
    "alliance": _set("coalition"),
    "monitor": _set("monitor"),
    "watchdog": _set("monitor body"),
    "observatory": _set("monitor"),
    "charity": _set("ngo"),
    "ngo": _set("ngo monitor"),
    "network": _set("monitor outlet"),
    "agency": _set("body ngo outlet"),
    "channel": _set("outlet"),
    "newspaper": _set("outlet"),
    "broadcaster": _set("outlet"),
    "country": _set("state"),
    "kingdom": _set("state"),
}
"""Kinds of actor that a noun may stand for, once it is said which one is meant."""

MODIFIERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _set("terrorist terror jihadist jihadi militant extremist radical islamist takfiri armed rebel insurgent"),
        _set("armed_group"),
    ),
    **dict.fromkeys(_set("monitoring monitor rights watchdog war human"), _set("monitor ngo")),
    **dict.fromkeys(_set("aid relief medical charity humanitarian"), _set("ngo body")),
    **dict.fromkeys(_set("news state official"), _set("outlet")),
}
"""Kinds that a word before such a noun leaves open."""

BODIES = _set("center centre institute commission contingent body bureau foundation institution union assembly front")
"""Further nouns by which somebody is called who was named with more words before."""

PLAIN = _set("same whole entire said")
"""Words before a noun that say nothing of what it stands for."""
