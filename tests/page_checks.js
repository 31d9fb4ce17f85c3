// What tests ask of a page in a browser. Each check gives the list of what is wrong.
const checks = (() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const say = (element) => element.outerHTML.slice(0, 160);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (element) => (element.textContent || "").trim();

  // The part of the page that a link leads to: of a heading, its section.
  const part = (target) =>
    /^H[1-6]$/.test(target.tagName) || target.tagName === "SUMMARY"
      ? target.parentElement
      : target.closest("li, tr, article, .account, .row, details, section, figure, bdi, div, dd") || target;
  const words = (element) => element.matches("bdi[data-at], .again") || element.querySelector("bdi[data-at], .references bdi, .again");
  const leads = (element) =>
    [element, ...element.querySelectorAll("a")]
      .filter((link) => link.matches('a[href^="#"]:not(.id, .type)'))
      .map((link) => document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1))))
      .filter(Boolean);

  return {
    // How many clicks from a number to words of an article; what is folded opens with the link that leads into it.
    clicks(number, block) {
      const link = number.closest("a");
      const around = link || number.closest(block);
      if (!link && words(around)) return 0;
      const first = leads(around).map(part);
      if (first.some(words)) return 1;
      return first.flatMap(leads).map(part).some(words) ? 2 : Infinity;
    },
    numbers(selector, block) {
      const found = all(selector).filter((element) => /\d/.test(name(element)));
      return { found: found.length, lost: found.filter((n) => this.clicks(n, block) > 2).map(say) };
    },
    // Every name of a teller leads to words.
    accounts() {
      return all("a.ref").filter((link) => this.clicks(link) > 2).map(say);
    },
    again() {
      return all("a.again").filter((link) => {
        const word = document.getElementById(link.getAttribute("href").slice(1));
        return !word || !word.closest("bdi[data-at]") || !(word.getAttribute(`data-${link.dataset.as}`) || "").includes("trigger");
      }).map(say);
    },
    structure() {
      const wrong = [];
      const ids = all("[id]").map((element) => element.id);
      wrong.push(...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `twice: ${id}`));
      wrong.push(...all('a[href^="#"]').filter((link) => !leads(link).length && !link.matches(".id, .type")).map(say));
      wrong.push(...all("[aria-labelledby], [aria-describedby]").filter((element) =>
        ["aria-labelledby", "aria-describedby"].some((key) =>
          (element.getAttribute(key) || "").split(/\s+/).filter(Boolean).some((id) => !document.getElementById(id)))).map(say));
      const levels = all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.tagName[1]));
      if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1) wrong.push("one h1, first");
      levels.forEach((level, n) => n && level > levels[n - 1] + 1 && wrong.push(`h${levels[n - 1]} then h${level}`));
      wrong.push(...all("h1, h2, h3, h4, h5, h6").filter((heading) => !name(heading)).map(say));
      wrong.push(...all("table").filter((table) => !table.caption || !name(table.caption)).map(say));
      wrong.push(...all("th").filter((cell) => !cell.scope).map(say));
      wrong.push(...all("table").filter((table) => !table.querySelector("thead th[scope=col]")).map(say));
      wrong.push(...all("td").filter((cell) => !cell.parentElement.querySelector("th[scope=row]")).map(say));
      wrong.push(...all("ul > :not(li), ol > :not(li), dl > :not(dt, dd, div)").map(say));
      wrong.push(...all("svg").filter((svg) => !svg.closest("[aria-hidden=true]") &&
        !(svg.getAttribute("aria-label") || svg.querySelector(":scope > title"))).map(say));
      wrong.push(...all("[tabindex]").filter((element) => element.tabIndex > 0).map(say));
      wrong.push(...all("[aria-hidden=true]").filter((element) => element.querySelector("a, button, input, select, summary")).map(say));
      if (document.documentElement.lang !== "en") wrong.push("no language");
      return wrong;
    },
    // What can be reached by keyboard, in the order in which it stands.
    stops() {
      return all("a[href], button:not([disabled]), summary, input, select, [tabindex='0']").filter(shown);
    },
    number(element) {
      return this.stops().indexOf(element);
    },
    focus() {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      return [this.number(element), seen && inside, say(element)];
    },
    open() {
      for (const details of all("details")) details.open = true;
      complete(document);
    },
    // What sticks out of the page to the right, but for what scrolls in a box of its own.
    overflow() {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return [];
      const wide = all("body *").filter((element) => shown(element) && element.getBoundingClientRect().right > room + 1);
      return [`${document.documentElement.scrollWidth} > ${room}`, ...wide.slice(-5).map(say)];
    },
  };
})();
