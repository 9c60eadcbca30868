// Buttons, menus and fields: what Discord calls components.

import { h, packed, say } from "./dom.js";
import { markdown } from "./markdown.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary" };
const ROW = 1, BUTTON = 2, STRING = 3, INPUT = 4, PEOPLE = 5, ROLES = 6, MENTIONS = 7, PLACES = 8, TEXT = 10, CONTAINER = 17, LABEL = 18, FILE = 19, RADIO = 21, CHECKS = 22, CHECK = 23;
const MENUS = new Set([STRING, PEOPLE, ROLES, MENTIONS, PLACES]);
const CHANNEL_KINDS = { text: 0, forum: 15, thread: 11, dm: 1 };

export function components(list, world, act) {
  return list.map((component) => one(component, world, act));
}

function one(component, world, act) {
  if (component.type === ROW) return h("div", { class: "row" }, components(component.components, world, act));
  if (component.type === BUTTON) return button(component, act);
  if (MENUS.has(component.type)) return menu(component, world, (values, element) => act.choose(component, values, element));
  if (component.type === TEXT) return h("div", { class: "words" }, markdown(component.content, world));
  if (component.type === CONTAINER) return h("div", { class: "container" }, components(component.components, world, act));
  return null;
}

function face(component) {
  return [component.emoji?.name ? h("span", { class: "emoji", "aria-hidden": "true" }, component.emoji.name) : null, component.label ?? ""];
}

function button(component, act) {
  if (component.url) return h("a", { class: "button secondary", href: component.url, target: "_blank", rel: "noopener noreferrer" }, face(component), " ↗");
  const pressed = h("button", { type: "button", class: `button ${STYLES[component.style] ?? "secondary"}`, disabled: component.disabled, data: { address: component.custom_id } }, face(component));
  pressed.addEventListener("click", () => act.press(component, pressed));
  return pressed;
}

export function choices(component, world) {
  if (component.type === STRING) return component.options.map((option) => ({ ...option, label: option.emoji?.name ? `${option.emoji.name} ${option.label}` : option.label }));
  const known = (component.default_values ?? []).map((value) => String(value.id));
  const here = (things) => Object.entries(things).filter(([, thing]) => thing.home === world.me.home).map(([value, thing]) => ({ value, label: `@${thing.name}` }));
  const people = here(world.names.people);
  const roles = here(world.names.roles);
  const kinds = component.channel_types ?? [];
  const rooms = world.places.filter((place) => place.kind !== "dm" && (!kinds.length || kinds.includes(CHANNEL_KINDS[place.kind]))).map((place) => ({ value: place.id, label: `#${place.name}` }));
  const found = { [PEOPLE]: people, [ROLES]: roles, [MENTIONS]: [...people, ...roles], [PLACES]: rooms }[component.type];
  const unseen = known.filter((id) => !found.some((choice) => choice.value === id)).map((value) => ({ value, label: say("unseen") }));
  return [...found, ...unseen].map((choice) => ({ ...choice, default: known.includes(choice.value) }));
}

function menu(component, world, chosen) {
  const offered = choices(component, world);
  if ((component.max_values ?? 1) > 1) return many(component, offered, chosen);
  const list = single(component, offered, { disabled: component.disabled });
  list.addEventListener("change", () => chosen(list.value ? [list.value] : [], list));
  return list;
}

function single(component, offered, properties) {
  const preset = offered.find((choice) => choice.default);
  return h("select", { class: "menu", "aria-label": component.placeholder ?? say("choose"), ...properties },
    h("option", { value: "", selected: !preset }, component.placeholder ?? say("choose")),
    offered.map((choice) => h("option", { value: choice.value, selected: choice === preset, title: choice.description }, choice.description ? `${choice.label} · ${choice.description}` : choice.label)));
}

function many(component, offered, chosen) {
  const boxes = offered.map((choice) => tick("checkbox", component.custom_id, choice));
  const done = h("button", { type: "button", class: "button primary" }, say("validate"));
  const folded = h("details", { class: "menu many" }, h("summary", {}, component.placeholder ?? say("choose")), boxes, done);
  done.addEventListener("click", () => chosen(ticked(folded), folded));
  return folded;
}

function tick(type, name, choice) {
  const box = h("input", { type, name, value: choice.value, checked: Boolean(choice.default) });
  return h("label", { class: "tick" }, box, h("span", {}, choice.label, choice.description ? h("small", {}, choice.description) : null));
}

function ticked(root) {
  return [...root.querySelectorAll("input:checked")].map((box) => box.value);
}

// Fields of a form: each returns its element and a way to read it.

export function fields(list, world) {
  const readers = {};
  const elements = list.map((component) => field(component, world, readers));
  return { elements, readers };
}

function field(component, world, readers) {
  if (component.type === TEXT) return h("div", { class: "words notice" }, markdown(component.content, world));
  if (component.type === ROW) return h("div", {}, component.components.map((inner) => labelled({ label: inner.label, component: inner }, world, readers)));
  if (component.type === LABEL) return labelled(component, world, readers);
  return null;
}

function isRequired(inner) {
  return inner.required ?? (inner.type === INPUT || MENUS.has(inner.type));
}

function labelled(component, world, readers) {
  const inner = component.component;
  const id = `field-${inner.custom_id}`.replace(/[^\w-]/g, "-");
  const required = isRequired(inner);
  const about = component.description ? h("p", { class: "about", id: `${id}-about` }, component.description) : null;
  const star = required ? h("span", { class: "star", title: say("required"), "aria-hidden": "true" }, " *") : null;
  const grouped = [RADIO, CHECKS].includes(inner.type) || (inner.max_values ?? 1) > 1;
  const control = build(inner, world, readers, { id, required, described: about ? `${id}-about` : undefined });
  if (grouped) return h("fieldset", { class: "field" }, h("legend", {}, component.label, star), about, control);
  return h("div", { class: "field" }, h("label", { for: id }, component.label, star), about, control);
}

function build(inner, world, readers, { id, required, described }) {
  const name = inner.custom_id;
  if (inner.type === INPUT) {
    const limits = { maxlength: inner.max_length ?? 4000, minlength: inner.min_length };
    const shared = { id, name, required, placeholder: inner.placeholder, "aria-describedby": described, value: inner.value ?? "", ...limits };
    const typed = inner.style === 2 ? h("textarea", { ...shared, rows: "4" }) : h("input", { ...shared, type: "text", autocomplete: "off" });
    readers[name] = () => typed.value;
    return typed;
  }
  if (inner.type === FILE) return files(inner, readers, id, required);
  if (inner.type === CHECK) {
    const box = h("input", { type: "checkbox", id, checked: Boolean(inner.default) });
    readers[name] = () => box.checked;
    return box;
  }
  const offered = MENUS.has(inner.type) ? choices(inner, world) : inner.options;
  if (inner.type === RADIO || inner.type === CHECKS || (inner.max_values ?? 1) > 1) {
    const group = h("div", { class: "ticks", "aria-describedby": described }, offered.map((choice) => tick(inner.type === RADIO ? "radio" : "checkbox", name, choice)));
    readers[name] = () => (inner.type === RADIO ? ticked(group)[0] ?? null : ticked(group));
    return group;
  }
  const list = single(inner, offered, { id, name, required, "aria-label": undefined, "aria-describedby": described });
  readers[name] = () => (list.value ? [list.value] : []);
  return list;
}

function files(inner, readers, id, required) {
  const picker = h("input", { type: "file", id, required, multiple: (inner.max_values ?? 1) > 1 });
  readers[inner.custom_id] = () => packed(picker.files);
  return picker;
}
