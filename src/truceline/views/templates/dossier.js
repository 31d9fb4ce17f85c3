if (form) {
  const days = [...document.querySelectorAll("details.day")];
  const status = document.getElementById("shown");
  const events = [...document.querySelectorAll(".event")];
  const first = days.map((day) => day.open);
  onFilter((asked) => {
    const words = small(asked.words);
    const { outlet, side, type, from, to } = asked;
    const filtering = Boolean(words || outlet || side || type || from || to);
    let shown = 0;
    for (const event of events) {
      const about = event.dataset;
      const fits =
        (!outlet || among(about.outlets, outlet)) &&
        (!side || among(about.sides, side)) &&
        (!type || about.type === type) &&
        (!from || (about.last || about.first) >= from) &&
        (!to || (about.first && about.first <= to)) &&
        (!words || wordsOf(event).includes(words));
      event.hidden = !fits;
      shown += fits;
    }
    days.forEach((day, number) => {
      const left = day.querySelectorAll(".event:not([hidden])").length;
      day.hidden = !left;
      day.open = filtering ? shown <= 100 || first[number] : first[number];
    });
    status.textContent = filtering ? `${shown} of ${events.length} events shown` : "";
  });
}
