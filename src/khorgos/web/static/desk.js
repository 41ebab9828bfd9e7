// Keys, and the light that goes from a passage to its claim and back.  Every page works without this file.
"use strict";

const within = (target) => target.closest("input, textarea, select, [contenteditable]");

function rows() {
  return [...document.querySelectorAll(".keyed > li > a")];
}

function step(by) {
  const all = rows();
  if (!all.length) return;
  let at = all.indexOf(document.activeElement);
  if (at < 0) at = all.findIndex((link) => link.parentElement.hasAttribute("aria-current"));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const button = document.querySelector(`[data-key="${key}"]`);
  if (button) button.click();
  return Boolean(button);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (within(event.target)) event.target.blur();
    else if (document.querySelector(".back a")) document.querySelector(".back a").click();
    else if (history.length > 1) history.back();
    return;
  }
  if (within(event.target)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (rows().length) { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); }
  } else if (event.key === "/") {
    event.preventDefault();
    document.querySelector("input[type=search]").focus();
  } else if (event.key === "?") {
    document.getElementById("keys").showModal();
  } else if (/^[aerunxz]$/.test(event.key) && press(event.key)) {
    event.preventDefault();
  }
});

function light(ids, on) {
  for (const id of ids) {
    for (const part of document.querySelectorAll(`[data-claim="${id}"], [data-claims~="${id}"]`)) part.classList.toggle("lit", on);
  }
}

for (const [begin, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(begin, (event) => {
    const part = event.target.closest && event.target.closest("[data-claim], [data-claims]");
    if (part) light((part.dataset.claims || part.dataset.claim).split(" "), on);
  });
}

// The list marks what the pane shows.
document.addEventListener("htmx:afterOnLoad", (event) => {
  const link = event.detail.elt.closest("li");
  if (!link) return;
  for (const row of link.parentElement.children) row.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  document.querySelector(".panes").classList.add("has-open");
});

// On a narrow page the filters begin folded.
if (matchMedia("(max-width: 46rem)").matches) {
  for (const fold of document.querySelectorAll("details.fold")) fold.removeAttribute("open");
}
const open = document.getElementById("keys-open");
open.hidden = false;
open.addEventListener("click", () => document.getElementById("keys").showModal());
