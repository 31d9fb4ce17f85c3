"""Words that begin sentences and stand in headings, so that one alone is a bad name."""

from __future__ import annotations

from truceline.naming import words

ORDINARY = (
    words.LEADING
    | words.TURNING
    | words.PRONOUNS
    | words.OFFICES
    | words.OF_A_WHOLE
    | words.NOT_THE_WHOLE
    | frozenset(words.KINDS)
    | frozenset(
        """
        north south east west northern southern eastern western central upper lower old new great little big high low
        black white red green blue golden first second third last next late early local national international
        general public private popular free united joint special federal central foreign home interior defence defense
        centre center front union alliance league front bloc movement brotherhood resistance revolution liberation
        victory martyrs martyr hope peace truth justice freedom dignity unity independence democracy republic kingdom
        empire nation people land country world earth sky sea river mountain mountains hill hills valley valleys desert
        oasis island bay gulf coast beach port bridge market square street station gate tower castle wall garden park
        farm farms field fields forest mine mines factory mill plant stadium hotel bank church temple cathedral
        monastery university college library museum theatre clinic prison palace airport terminal dam well wells
        spring springs lake pond water oil gas fire snow rain sun moon star stars light shadow night day dawn morning
        evening today tomorrow week month year january february march april may june july august september october
        november december monday tuesday wednesday thursday friday saturday sunday summer autumn winter
        news newspaper press post times time daily herald tribune gazette journal review chronicle observer guardian
        telegraph mirror mail express standard independent spectator economist monitor media network agency broadcast
        wire report reports bulletin digest update live watch online web site page magazine weekly
        aid relief rescue food health medicine culture education economy trade finance energy transport tourism
        justice labour labor law order security safety intelligence operations operation mission campaign offensive
        attack battle war conflict crisis truce ceasefire talks deal agreement accord summit conference congress
        senate assembly parliament cabinet crown throne court tribunal election elections vote
        action active open close lead long short hard soft good bad best right left top bottom middle centre inner
        eagle eagles lion lions tiger tigers falcon falcons hawk wolf wolves leopard scorpion storm thunder lightning
        sword shield spear arrow hammer iron steel stone rock sand salt silver gold diamond pearl crystal
        """.split()
    )
)
"""Plain forms (lower case) of common English words: the ones naming goes by, and those that outlets, forces, towns and
organisations are apt to be named after."""
