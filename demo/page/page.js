// The page: who is played, where they are, and what changes when somebody does something.

import { face, draw } from "./chat.js";
import { Composer } from "./composer.js";
import { ask, complain, h, label, say, toast, when, words } from "./dom.js";
import { openForm } from "./form.js";
import { drawGuide } from "./guide.js";
import { relative } from "./markdown.js";

const at = (id) => document.getElementById(id);
const CLOCK = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
const SIGNS = { text: "#", forum: "☰", thread: "↳", dm: "@" };
const last = {};
let world = null;
let place = null;
let ahead = 0;
let again = false;
let busy = false;

const where = () => {
  const [, who, id] = /^#(\w+)\/(\d+)$/.exec(location.hash) ?? [];
  return { who, id };
};

const act = {
  on: (message) => ({
    press: (component, element) => during(element, () => act.deed("press", { message: message.id, address: component.custom_id })),
    choose: (component, values, element) => during(element, () => act.deed("choose", { message: message.id, address: component.custom_id, kind: component.type, values })),
  }),
  say: (said, files) => act.deed("say", { words: said, files }),
  type: (path, options) => act.deed("type", { path, options }),
  suggest: (path, option, so_far) => ask(address("suggest"), { path, option, so_far }),
  rewrite: (message, said) => act.deed("edit", { message: message.id, words: said }),
  erase: (message) => act.deed("delete", { message: message.id }),
  dismiss: (message) => act.deed("dismiss", { message: message.id }),
  wait,
  async deed(name, body) {
    const asked = world;
    const answer = complain(await ask(address(name), body));
    await refresh();
    if (answer.form) openForm(answer.form, asked, (form, values) => act.fill(form, values));
    return answer;
  },
  async fill(form, values) {
    const answer = await ask(address("fill"), { form, values });
    await refresh();
    return answer;
  },
};

const composer = new Composer(at("compose"), act);

function address(deed) {
  return `/api/as/${world.who}/${place.id}/${deed}`;
}

async function during(element, work) {
  element.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    element.removeAttribute("aria-busy");
  }
}

async function speak(language) {
  Object.assign(words, await ask(`/words/${language}`));
  document.documentElement.lang = language;
  label();
}

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do { again = false; await look(); } while (again);
  } finally {
    busy = false;
  }
}

async function look() {
  const seen = await ask("/api/world");
  if (seen.problem) return void complain(seen);
  if (world?.language !== seen.language) await speak(seen.language);
  ahead = new Date(seen.now) - Date.now();
  world = { ...seen, now: () => Date.now() + ahead };
  const me = settle();
  Object.assign(world, { who: me.key, me, places: me.places, rooms: rooms() });
  const shown = await ask(`/api/as/${me.key}/${where().id}`);
  if (shown.problem) return void complain(shown);
  place = shown;
  show();
  if (document.visibilityState === "visible" && place.unread) await ask(address("seen"), {});
  return undefined;
}

// Be somebody, somewhere they can be.
function settle() {
  const { who, id } = where();
  const me = world.people.find((person) => person.key === who) ?? world.people[0];
  const here = me.places.find((one) => one.id === id) ?? me.places.find((one) => one.id === last[me.key]) ?? me.places[0];
  last[me.key] = here.id;
  const wanted = `#${me.key}/${here.id}`;
  if (location.hash !== wanted) history.replaceState(null, "", wanted);
  return me;
}

function rooms() {
  const first = (key) => world.people.find((person) => person.key === key).places[0].name;
  return { welcome: first("lina"), staff: first("sam") };
}

function show() {
  document.title = `${world.me.name} · ${SIGNS[place.kind]}${place.name} — Maraude`;
  document.body.style.setProperty("--me", world.me.colour);
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === world.language));
  showPeople();
  showPlaces();
  at("name").replaceChildren(h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[place.kind]), place.name);
  at("home").textContent = world.me.home;
  at("topic").textContent = place.topic;
  draw(at("chat"), place, world, act);
  composer.draw(place, world);
  drawGuide(at("guide"), world, act);
  tick();
}

function onlyIfNew(root, print, build) {
  if (root.print === print) return;
  root.print = print;
  const held = document.activeElement?.closest?.(`#${root.id} [data-hold]`)?.dataset.hold;
  root.replaceChildren(...build());
  if (held) root.querySelector(`[data-hold="${held}"]`)?.focus();
}

function showPeople() {
  const print = JSON.stringify([world.language, world.who, world.people.map((person) => [person.key, person.unread])]);
  onlyIfNew(at("people"), print, () => world.people.flatMap((person, index) => {
    const server = person.home === world.people[index - 1]?.home ? [] : [h("p", { class: "server" }, person.home)];
    const unread = person.unread ? h("span", { class: "badge" }, String(person.unread), h("span", { class: "hidden" }, ` ${say("unread", { count: person.unread })}`)) : null;
    const target = last[person.key] ?? freshest(person).id;
    return [...server, h("a", { class: "person", href: `#${person.key}/${person.unread ? freshest(person).id : target}`, "aria-current": person.key === world.who ? "true" : undefined, title: say("play-as", { name: person.name }), style: { "--tone": person.colour }, data: { hold: person.key } },
      h("span", { class: "portrait" }, face(person, "big"), unread), h("strong", {}, person.name), h("small", {}, say(`part-${person.part}`)))];
  }));
}

function freshest(person) {
  return person.places.findLast((one) => one.unread) ?? person.places[0];
}

function showPlaces() {
  const { me } = world;
  const print = JSON.stringify([world.language, me, place.id]);
  onlyIfNew(at("places"), print, () => [
    h("header", {}, h("h2", {}, me.home)),
    h("nav", { "aria-label": say("places") },
      h("h3", {}, say("channels")), h("ul", {}, me.places.filter((one) => one.kind !== "dm").map(entry)),
      h("h3", {}, say("direct")), h("ul", {}, me.places.filter((one) => one.kind === "dm").map(entry))),
    h("footer", {}, h("div", { class: "self" }, face(me), h("div", {}, h("strong", {}, me.name), h("small", {}, say(`about-${me.part}`)))), me.part === "youth" ? doors(me) : null),
  ]);
}

function entry(one) {
  const isHere = one.id === place.id;
  return h("li", {}, h("a", { class: `place ${one.kind} ${one.unread ? "unread" : ""}`, href: `#${world.who}/${one.id}`, "aria-current": isHere ? "page" : undefined, data: { hold: one.id }, onclick: () => drawer(false) },
    one.kind === "dm" ? h("img", { class: "face tiny", src: "/page/lantern.svg", alt: "" }) : h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[one.kind]),
    h("span", { class: "label" }, one.name), one.locked ? h("span", { "aria-hidden": "true" }, "🔒") : null,
    one.unread ? h("span", { class: "badge" }, String(one.unread), h("span", { class: "hidden" }, ` ${say("unread", { count: one.unread })}`)) : null));
}

function doors(me) {
  const box = h("input", { type: "checkbox", role: "switch", checked: me.closed, data: { hold: "doors" } });
  box.addEventListener("change", async () => { complain(await ask("/api/doors", { who: me.key, closed: box.checked })); await refresh(); });
  return h("label", { class: "doors", title: say("dms-closed-about") }, box, h("span", {}, say("dms-closed")));
}

function drawer(open) {
  document.body.classList.toggle("drawer", open);
  at("menu").setAttribute("aria-expanded", String(open));
}

async function wait(hours) {
  const buttons = [...document.querySelectorAll("[data-hours]")];
  buttons.forEach((button) => { button.disabled = true; });
  toast(`⏳ ${say("time-passes")}`);
  complain(await ask("/api/time", { hours }));
  buttons.forEach((button) => { button.disabled = false; });
  await refresh();
}

function tick() {
  if (!world) return;
  const clock = at("clock");
  clock.textContent = when(world.now(), world.language, CLOCK);
  clock.dateTime = new Date(world.now()).toISOString();
  for (const moment of document.querySelectorAll("[data-since]")) moment.textContent = relative(Number(moment.dataset.since) - world.now() / 1000, world.language);
}

// Whoever reads the newest words still does when the window or the composer changes size.
function stayAtTheEnd(chat) {
  let isAtEnd = true;
  chat.addEventListener("scroll", () => { isAtEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 40; });
  new ResizeObserver(() => { if (isAtEnd) chat.scrollTop = chat.scrollHeight; }).observe(chat);
}

function start() {
  for (const button of document.querySelectorAll("[data-hours]")) button.addEventListener("click", () => wait(Number(button.dataset.hours)));
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", async () => { complain(await ask("/api/language", { language: button.dataset.language })); await refresh(); });
  at("menu").addEventListener("click", () => drawer(!document.body.classList.contains("drawer")));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") drawer(false); });
  at("room").addEventListener("click", (event) => { if (!event.target.closest("#menu")) drawer(false); });
  window.addEventListener("hashchange", () => { if (where().who) refresh(); });
  document.addEventListener("visibilitychange", refresh);
  stayAtTheEnd(at("chat"));
  const news = new EventSource("/api/watch");
  news.onmessage = refresh;
  news.onerror = () => { if (news.readyState === EventSource.CLOSED) toast(say("problem-away"), "problem"); };
  setInterval(tick, 1000);
}

start();
await refresh();
