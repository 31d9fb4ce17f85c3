"use strict";
(() => {
  const form = document.getElementById("filter");
  const days = [...document.querySelectorAll("details.day")];

  // Older browsers do not open a closed part of the page for a link into it.
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    if (target.closest("[hidden]")) form.reset();
    setTimeout(() => {
      for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
      target.scrollIntoView();
    });
  };
  addEventListener("hashchange", reveal);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
  });

  if (form) {
    const status = document.getElementById("shown");
    const events = [...document.querySelectorAll(".event")];
    const first = days.map((day) => day.open);
    const texts = new Map();
    const text = (event) => {
      if (!texts.has(event)) texts.set(event, event.textContent.toLowerCase().replace(/\s+/g, " "));
      return texts.get(event);
    };
    const has = (list, value) => list.split(" ").includes(value);
    const apply = () => {
      const asked = Object.fromEntries(new FormData(form));
      const words = asked.words.trim().toLowerCase().replace(/\s+/g, " ");
      const { outlet, side, type, from, to } = asked;
      const filtering = Boolean(words || outlet || side || type || from || to);
      let shown = 0;
      for (const event of events) {
        const about = event.dataset;
        const fits =
          (!outlet || has(about.outlets, outlet)) &&
          (!side || has(about.sides, side)) &&
          (!type || about.type === type) &&
          (!from || (about.last || about.first) >= from) &&
          (!to || (about.first && about.first <= to)) &&
          (!words || text(event).includes(words));
        event.hidden = !fits;
        shown += fits;
      }
      days.forEach((day, number) => {
        const left = day.querySelectorAll(".event:not([hidden])").length;
        day.hidden = !left;
        day.open = filtering ? shown <= 100 || first[number] : first[number];
      });
      status.textContent = filtering ? `${shown} of ${events.length} events shown` : "";
    };
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, 150);
    });
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }
  reveal();
})();
