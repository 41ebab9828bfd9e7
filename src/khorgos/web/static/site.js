// Search over the site's own index: small scripts, loaded as they are needed, so that it works from a folder too.
"use strict";

const most = 60;
const kept = { words: {}, titles: {}, shards: [] };
const waiting = {};

// Every index file calls this with what it holds.
window.khorgos = (kind, name, told) => {
  if (kind === "shards") kept.shards = told;
  else kept[kind][name] = told;
};

function load(file) {
  waiting[file] ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = `search/${file}.js`;
    script.onload = script.onerror = done;
    document.head.append(script);
  });
  return waiting[file];
}

// The same words as the index was made of: Chinese in pairs of signs.
function words(text) {
  const found = [];
  let last = "", end = -1;
  for (const match of text.toLowerCase().matchAll(/[a-z0-9]+|[\u2e80-\u9fff]|[\p{L}\p{N}]+?(?=[^\p{L}\p{N}]|[a-z0-9\u2e80-\u9fff]|$)/gu)) {
    const word = match[0];
    if (word >= "\u2e80" && word.length === 1) {
      if (end === match.index) found.push(last + word);
      last = word; end = match.index + 1;
    } else found.push(word);
  }
  return found;
}

const shard = (word) => [...word].slice(0, 2).map((sign) => sign.codePointAt(0).toString(16)).join("-");

async function numbers(word) {
  const name = shard(word);
  const names = [...word].length > 1 ? [name] : kept.shards.filter((each) => each === name || each.startsWith(`${name}-`));
  await Promise.all(names.filter((each) => kept.shards.includes(each)).map((each) => load(`w-${each}`)));
  const all = new Set();
  for (const each of names) {
    for (const [known, facts] of Object.entries(kept.words[each] || {})) {
      if (known.startsWith(word)) for (const number of facts) all.add(number);
    }
  }
  return all;
}

async function find(text) {
  await load("shards");
  const asked = words(text);
  if (!asked.length) return [];
  const sets = await Promise.all(asked.map(numbers));
  return [...sets[0]].filter((number) => sets.every((set) => set.has(number))).sort((one, other) => one - other);
}

async function show(text) {
  const found = await find(text);
  const shown = found.slice(0, most);
  await Promise.all([...new Set(shown.map((number) => Math.floor(number / 200)))].map((block) => load(`t-${block}`)));
  const list = document.getElementById("found");
  list.replaceChildren(...shown.map((number) => {
    const [id, title, values] = kept.titles[Math.floor(number / 200)][number % 200];
    const row = document.createElement("li"), link = document.createElement("a"), value = document.createElement("b");
    link.href = `facts/${id}.html`; link.textContent = title;
    value.textContent = values; value.className = "row num";
    row.append(link, value);
    return row;
  }));
  document.getElementById("told").textContent = `${shown.length} / ${found.length}`;
}

const form = document.getElementById("search");
document.getElementById("without").hidden = true;
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = form.elements.q.value;
  history.replaceState(null, "", `?q=${encodeURIComponent(asked)}`);
  show(asked);
});
const given = new URLSearchParams(location.search).get("q");
if (given) { form.elements.q.value = given; show(given); }
