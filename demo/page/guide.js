// The walk: what to try next, ticked off when it really happened.

import { h, say, toast } from "./dom.js";
import { inline } from "./markdown.js";

const TIPS = ["sos", "setup"];
let known = null;
const narrow = window.matchMedia("(max-width: 1180px)");
let folded = narrow.matches;
let again = () => {};
narrow.addEventListener("change", () => { folded = narrow.matches; again(); });

export function drawGuide(root, world, act) {
  again = () => drawGuide(root, world, act);
  const walk = world.guide.filter((step) => !step.extra);
  const extras = world.guide.filter((step) => step.extra);
  cheer(world.guide);
  const current = walk.find((step) => !step.done);
  const done = walk.filter((step) => step.done).length;
  const print = JSON.stringify([world.language, world.guide, folded, world.names]);
  if (root.print === print) return;
  root.print = print;
  root.classList.toggle("folded", folded);
  root.replaceChildren(
    head(done, walk.length, current),
    h("div", { class: "steps" },
      h("ol", {}, walk.map((step) => stepOf(step, step === current, world, act))),
      current ? null : h("p", { class: "finished" }, "✨ ", say("guide-done")),
      h("h3", {}, say("guide-extra")),
      h("ul", {}, extras.map((step) => stepOf(step, !current, world, act)), TIPS.map((key) => tip(key, world)))));
}

function head(done, all, current) {
  const fold = h("button", { type: "button", class: "fold", "aria-expanded": String(!folded), "aria-label": say(folded ? "guide-show" : "guide-hide"), onclick: () => { folded = !folded; again(); } }, folded ? "▴" : "▾");
  const next = current ? say(`guide-${current.key}`) : say("guide-done");
  return h("header", {},
    h("h2", {}, say("guide")), h("span", { class: "count" }, say("guide-progress", { done, all })),
    h("p", { class: "next" }, next), fold,
    h("progress", { max: String(all), value: done, "aria-label": say("guide") }));
}

function stepOf(step, isCurrent, world, act) {
  const who = world.people.find((person) => person.key === step.who);
  const buttons = [h("a", { class: "button go", href: `#${step.who}/${step.place}` }, say("guide-go"), ` · ${who.name}`)];
  if (step.key === "later") buttons.unshift(h("button", { type: "button", class: "button go", onclick: () => act.wait(24) }, say("guide-day")));
  const how = h("p", {}, inline(say(`guide-${step.key}-how`, world.rooms), world));
  const open = (isCurrent || step.extra) && !step.done;
  return h("li", { class: [step.done ? "done" : "", isCurrent && !step.done ? "current" : ""].join(" "), style: { "--tone": who.colour } },
    h("span", { class: "mark", "aria-hidden": "true" }, step.done ? "✓" : ""),
    h("div", {}, h("strong", {}, say(`guide-${step.key}`)), step.done ? h("span", { class: "hidden" }, " ✓") : null, open ? how : null, open && (isCurrent || !step.extra) ? h("p", { class: "row" }, buttons) : null));
}

function tip(key, world) {
  return h("li", { style: { "--tone": "#ffb74d" } }, h("span", { class: "mark", "aria-hidden": "true" }, "?"), h("div", {}, h("strong", {}, say(`guide-${key}`)), h("p", {}, inline(say(`guide-${key}-how`), world))));
}

function cheer(steps) {
  const now = new Set(steps.filter((step) => step.done).map((step) => step.key));
  if (known) for (const key of now) if (!known.has(key)) toast(`✓ ${say("guide-ticked", { step: say(`guide-${key}`) })}`, "cheer");
  known = now;
}
