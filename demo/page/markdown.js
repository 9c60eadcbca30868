// Discord's markdown, as elements.

import { h, when } from "./dom.js";

const STYLES = {
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  f: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  F: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
};
const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

const INLINE = [
  [/`([^`\n]+)`/, (found) => h("code", {}, found[1])],
  [/\*\*\*([\s\S]+?)\*\*\*/, (found, world) => h("strong", {}, h("em", {}, inline(found[1], world)))],
  [/\*\*([\s\S]+?)\*\*/, (found, world) => h("strong", {}, inline(found[1], world))],
  [/__([\s\S]+?)__/, (found, world) => h("u", {}, inline(found[1], world))],
  [/~~([\s\S]+?)~~/, (found, world) => h("s", {}, inline(found[1], world))],
  [/\|\|([\s\S]+?)\|\|/, (found, world) => spoiler(inline(found[1], world))],
  [/\*(?!\s)([^*\n]+?)\*/, (found, world) => h("em", {}, inline(found[1], world))],
  [/(?<!\w)_(?!\s)([^_\n]+?)_(?!\w)/, (found, world) => h("em", {}, inline(found[1], world))],
  [/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, (found, world) => link(found[2], inline(found[1], world), world)],
  [/<(https?:\/\/[^\s>]+)>/, (found, world) => link(found[1], [found[1]], world)],
  [/https?:\/\/[^\s<>)\]]+[^\s<>)\].,;:!?»]/, (found, world) => link(found[0], [found[0]], world)],
  [/<t:(-?\d+)(?::([tTdDfFR]))?>/, (found, world) => moment(Number(found[1]), found[2] ?? "f", world)],
  [/<@!?(\d+)>/, (found, world) => mention("@", world.names.people[found[1]])],
  [/<@&(\d+)>/, (found, world) => mention("@", world.names.roles[found[1]])],
  [/<#(\d+)>/, (found, world) => place(found[1], world)],
  [/<\/([^:>]+):\d+>/, (found) => h("span", { class: "mention" }, `/${found[1]}`)],
];

export function inline(text, world) {
  let first = null;
  for (const [pattern, build] of INLINE) {
    const found = pattern.exec(text);
    if (found && (first === null || found.index < first.found.index)) first = { found, build };
  }
  if (first === null) return text ? [text] : [];
  const end = first.found.index + first.found[0].length;
  return [text.slice(0, first.found.index), first.build(first.found, world), ...inline(text.slice(end), world)].filter((part) => part !== "");
}

export function markdown(text, world) {
  const blocks = [];
  const lines = text.split("\n");
  while (lines.length) blocks.push(block(lines, world));
  return blocks;
}

function block(lines, world) {
  const line = lines.shift();
  if (line.startsWith("```")) return code(line, lines);
  const heading = /^(#{1,3}) (.+)/.exec(line);
  if (heading) return h("div", { class: `heading heading-${heading[1].length}` }, inline(heading[2], world));
  if (line.startsWith("-# ")) return h("div", { class: "small" }, inline(line.slice(3), world));
  if (line.startsWith("> ")) return h("blockquote", {}, markdown([line.slice(2), ...run(lines, /^> ?/)].join("\n"), world));
  if (/^\s*[-*] /.test(line)) return h("ul", {}, [line.replace(/^\s*[-*] /, ""), ...run(lines, /^\s*[-*] /)].map((item) => h("li", {}, inline(item, world))));
  return h("div", { class: line ? "line" : "line empty" }, inline(line, world));
}

function run(lines, prefix) {
  const taken = [];
  while (lines.length && prefix.test(lines[0])) taken.push(lines.shift().replace(prefix, ""));
  return taken;
}

function code(line, lines) {
  const taken = [line.slice(3)];
  if (line.length > 3 && line.endsWith("```")) return h("pre", {}, h("code", {}, line.slice(3, -3)));
  while (lines.length && !lines[0].endsWith("```")) taken.push(lines.shift());
  if (lines.length) taken.push(lines.shift().replace(/```$/, ""));
  if (/^\w*$/.test(taken[0])) taken.shift();
  return h("pre", {}, h("code", {}, taken.join("\n").trimEnd()));
}

function spoiler(children) {
  const hidden = h("span", { class: "spoiler", tabindex: "0", role: "button" }, children);
  hidden.addEventListener("click", () => hidden.classList.add("shown"));
  hidden.addEventListener("keydown", (event) => event.key === "Enter" && hidden.classList.add("shown"));
  return hidden;
}

function link(address, children, world) {
  const inside = /^https:\/\/discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)/.exec(address);
  if (inside) return h("a", { href: `#${world.who}/${inside[1]}` }, children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

function mention(sign, thing) {
  return h("span", { class: "mention", style: thing ? { "--tone": thing.colour } : {} }, sign + (thing?.name ?? "?"));
}

function place(id, world) {
  const found = world.places.find((one) => one.id === id);
  return found ? h("a", { class: "mention", href: `#${world.who}/${id}` }, `#${found.name}`) : h("span", { class: "mention" }, "#…");
}

function moment(seconds, style, world) {
  const full = when(seconds * 1000, world.language, STYLES.F);
  const shown = style === "R" ? relative(seconds - world.now() / 1000, world.language) : when(seconds * 1000, world.language, STYLES[style]);
  return h("time", { class: "moment", title: full, data: style === "R" ? { since: seconds } : {} }, shown);
}

export function relative(seconds, language) {
  if (Math.abs(seconds) < 1) seconds = -1;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(language, { numeric: "always" }).format(Math.trunc(seconds / size) || 0, unit);
}
