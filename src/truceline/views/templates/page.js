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
  complete(element);
  if (!texts.has(element)) texts.set(element, small(element.textContent));
  return texts.get(element);
};
const among = (list, value) => list.split(" ").includes(value);

// A sentence stands once on the page, at the first account taken from it. Where another account of it is to be seen, it is
// put there too, with that account's words marked.
const complete = (part) => {
  for (const link of part.querySelectorAll("a.again")) {
    const word = document.getElementById(link.hash.slice(1));
    const copy = word.closest("bdi").cloneNode(true);
    for (const mark of copy.querySelectorAll("mark")) {
      const marks = mark.getAttribute(`data-${link.dataset.as}`);
      mark.removeAttribute("id");
      if (marks) mark.className = marks;
      else mark.replaceWith(...mark.childNodes);
    }
    link.closest("q").replaceWith(copy);
  }
};

(() => {
  // Older browsers do not open a closed part of the page for a link into it.
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    if (target.closest("[hidden]")) form.reset();
    setTimeout(() => {
      for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") {
        part.open = true;
        complete(part);
      }
      target.scrollIntoView();
    });
  };
  // Only what is open: a page of thousands of accounts is there sooner.
  for (const part of document.querySelectorAll("details[open]")) complete(part);
  addEventListener("toggle", (event) => complete(event.target), { capture: true });
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    complete(document);
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
  });
})();
