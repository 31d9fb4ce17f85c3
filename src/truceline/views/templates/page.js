"use strict";
// What every page does: follow links into closed or filtered parts, print what is closed, listen to its filter.
const form = document.getElementById("filter");

// Calls back when what is asked of the filter has changed, with the values of its fields.
const onFilter = (apply) => {
  let waiting;
  const read = () => apply(Object.fromEntries(new FormData(form)));
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, 150);
  });
  form.addEventListener("reset", () => setTimeout(read));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
};

// The words of an element as a reader sees them, in small letters; kept, as every key typed asks for them.
const texts = new Map();
const small = (text) => text.trim().toLowerCase().replace(/\s+/g, " ");
const wordsOf = (element) => {
  if (!texts.has(element)) texts.set(element, small(element.textContent));
  return texts.get(element);
};
const among = (list, value) => list.split(" ").includes(value);

(() => {
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
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
  });
})();
