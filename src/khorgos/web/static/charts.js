// Draws the page's charts: ink for data, the page's own colours and fonts, expressions interpreted, never evaluated.
"use strict";

const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(name).trim();
const font = token("--sans");

const config = {
  background: null,
  font,
  view: { stroke: null },
  axis: {
    labelColor: token("--soft"), titleColor: token("--soft"), gridColor: token("--rule"), domainColor: token("--rule"),
    tickColor: token("--rule"), labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", tickCount: 3,
  },
  axisX: { grid: false },
  point: { color: token("--figure"), filled: true },
  rule: { color: token("--figure") },
  bar: { color: token("--figure") },
  text: { color: token("--soft"), font, fontSize: 12 },
  legend: { labelColor: token("--soft"), labelFontSize: 12 },
};

// What a mark says, in the browser's own tooltip: no style is written into the page.
const told = (target) => (_handler, _event, _item, value) => {
  target.title = value ? Object.values(value).filter(Boolean).join(" · ") : "";
};

for (const source of document.querySelectorAll("script[data-chart]")) {
  const target = document.getElementById(source.dataset.chart);
  // A definition names a colour by its token: the page knows what it looks like by day and by night.
  const written = source.textContent.replace(/"token:(\w+)"/g, (_whole, name) => JSON.stringify(token(`--${name}`)));
  const spec = { autosize: { type: "fit-x", contains: "padding" }, ...JSON.parse(written) };
  vegaEmbed(target, spec, { ast: true, actions: false, defaultStyle: false, renderer: "canvas", config, tooltip: told(target) });
}
