(() => {
  const atlas = document.querySelector(".atlas[data-map]");
  if (!atlas) return;
  const { first, last, sides, shapes, stale, places, ways } = JSON.parse(atlas.dataset.map);
  const form = document.getElementById("days");
  const { day, voice, events, shown, before, after } = form.elements;
  const spots = [...atlas.querySelectorAll(".spot")];
  const lines = [...atlas.querySelectorAll(".way")];
  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const begin = Date.parse(first);
  const named = (number) =>
    new Date(begin + number * 864e5).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  // The spell that lasts on a day: the last that began by then.
  const spellOn = (place, day, voice) => {
    let found = null;
    for (const spell of place.held[voice] || []) if (spell[0] <= day) found = spell;
    return found;
  };
  const changes = (voice) =>
    [...new Set(Object.values(places).flatMap((place) => (place.held[voice] || []).map((spell) => spell[0])))]
      .filter((day) => day >= 0)
      .sort((a, b) => a - b);
  const inWords = ([, holders, fought]) => {
    const who = holders.map(([side, told, part]) => `${sides[side]}${part ? " in part" : ""}, told ${named(told)}`);
    return [who.length ? `held by ${who.join("; by ")}` : "", fought ? "fought for" : ""].filter(Boolean).join("; ") || "nobody told to hold it";
  };
  const countOn = (place, day, span) => {
    if (span === "all") return place.events.length / 2 + place.undated;
    let number = 0;
    for (let n = 0; n < place.events.length; n += 2)
      number += place.events[n] <= day && place.events[n + 1] > day - span;
    return number;
  };
  const radius = (number) => (number ? Math.min(20, 2.5 + 1.35 * Math.sqrt(number)) : 0);

  const show = () => {
    const [today, by] = [Number(day.value), Number(voice.value)];
    for (const spot of spots) {
      const place = places[spot.dataset.place];
      const spell = spellOn(place, today, by);
      const [, holders, fought] = spell || [0, [], 0];
      const whole = holders.filter(([, told, part]) => !part && today - told <= stale);
      const circle = spot.querySelector("circle.events");
      if (circle) circle.setAttribute("r", radius(countOn(place, today, events.value)).toFixed(1));
      spot.classList.toggle("contested", Boolean(fought) || whole.length > 1);
      spot.classList.toggle("changed", Boolean(spell) && spell[0] === today);
      const held = spot.querySelector(".held");
      held.replaceChildren(
        ...holders.map(([side, told, part], n) => {
          const known = side < sides.length - 1;
          const number = known ? side % shapes.length : 3;
          return svg("path", {
            class: `sign-mark sign-${known ? number : "none"}${part ? " partly" : ""}${today - told > stale ? " old" : ""}`,
            d: shapes[number],
            transform: `translate(${(n - (holders.length - 1) / 2) * 11} 0)`,
          });
        }),
      );
      const count = countOn(place, today, events.value);
      const said = holders.length || fought ? `. ${inWords(spell)}` : "";
      const deaths = place.killed && `. Killed there, all days: ${place.killed}`;
      spot.querySelector("title").textContent = `${place.name}. ${count} ${count === 1 ? "event" : "events"}${deaths}${said}`;
    }
    for (const line of lines) {
      const way = ways[line.dataset.way];
      let use = way.first;
      for (const [from, now] of way.use[by]) if (from <= today) use = now;
      line.classList.toggle("cut", use === 0);
      line.classList.toggle("differs", use === 2);
    }
    const news = Object.values(places).filter((place) => spellOn(place, today, by)?.[0] === today);
    const list = news.slice(0, 8).map((place) => `${place.name}: ${inWords(spellOn(place, today, by))}`);
    if (news.length > 8) list.push(`and ${news.length - 8} more`);
    day.setAttribute("aria-valuetext", named(today));
    shown.textContent = `${named(today)}${list.length ? ` – ${list.join("; ")}` : ""}`;
    const days = changes(by);
    before.disabled = !days.some((d) => d < today);
    after.disabled = !days.some((d) => d > today);
  };

  const go = (to) => {
    if (to === undefined) return;
    day.value = to;
    show();
  };
  before.addEventListener("click", () => go(changes(Number(voice.value)).findLast((d) => d < Number(day.value))));
  after.addEventListener("click", () => go(changes(Number(voice.value)).find((d) => d > Number(day.value))));
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  day.max = last;
  day.value = last;
  form.hidden = false;
  atlas.classList.add("live");
  show();
})();
