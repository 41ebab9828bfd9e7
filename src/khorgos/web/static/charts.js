// Draws the page's charts: ink for data, the page's own colours and fonts, expressions interpreted, never evaluated.
"use strict";

const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(name).trim();
const font = token("--sans");

// What a mark says, in the browser's own tooltip: no style is written into the page.
const told = (target) => (_handler, _event, _item, value) => {
  target.title = value ? Object.values(value).filter(Boolean).join(" · ") : "";
};

for (const source of document.querySelectorAll("script[data-chart]")) {
  const target = document.getElementById(source.dataset.chart);
  // A definition names a colour by its token: the page knows what it looks like by day and by night.
  const written = source.textContent.replace(/"token:(\w+)"/g, (_whole, name) => JSON.stringify(token(`--${name}`)));
  const drawn = JSON.parse(written);
  // What is laid out by hand has its own width; the rest takes the page's.
  const autosize = typeof drawn.width === "number" ? { type: "pad" } : { type: "fit-x", contains: "padding" };
  const spec = { autosize, ...drawn };
  spec.config.font = spec.config.text.font = font;
  vegaEmbed(target, spec, { ast: true, actions: false, defaultStyle: false, renderer: "canvas", tooltip: told(target) });
}
