if (form) {
  const articles = [...document.querySelectorAll("details.day")];
  const first = articles.map((article) => article.open);
  const total = document.querySelectorAll(".card").length;
  const status = document.getElementById("shown");
  onFilter((asked) => {
    const words = small(asked.words);
    const { kind, type, outlet } = asked;
    const filtering = Boolean(words || kind || type || outlet);
    let shown = 0;
    const left = articles.map((article) => {
      let here = 0;
      for (const sentence of article.querySelectorAll(".event")) {
        const told = (!outlet || article.dataset.outlet === outlet) && (!words || wordsOf(sentence).includes(words));
        let fitting = 0;
        for (const card of sentence.querySelectorAll(".card")) {
          const fits =
            told && (!kind || among(card.dataset.kinds, kind)) && (!type || among(card.dataset.types, type));
          card.hidden = !fits;
          fitting += fits;
        }
        sentence.hidden = !fitting;
        here += fitting;
      }
      shown += here;
      return here;
    });
    articles.forEach((article, number) => {
      article.hidden = !left[number];
      article.open = filtering ? shown <= 100 || first[number] : first[number];
    });
    status.textContent = filtering ? `${shown} of ${total} claims shown` : "";
  });
}
