// What was said in a place.

import { h, say, when } from "./dom.js";
import { inline, markdown } from "./markdown.js";
import { components } from "./parts.js";

const TOGETHER = 7 * 60 * 1000;
const NEAR = 120;
const HOUR = { hour: "2-digit", minute: "2-digit" };
const DAY = { day: "numeric", month: "long", year: "numeric" };

export function face(person, size = "") {
  if (person.bot) return h("img", { class: `face ${size}`, src: "/page/lantern.svg", alt: "" });
  return h("span", { class: `face ${size}`, style: { "--tone": person.colour }, "aria-hidden": "true" }, [...person.name][0]);
}

export function draw(chat, place, world, act) {
  const isNear = chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR;
  const isNew = chat.dataset.place !== `${world.who}/${place.id}`;
  chat.dataset.place = `${world.who}/${place.id}`;
  const wanted = plan(place, world);
  const standing = new Map([...chat.children].map((element) => [element.dataset.key, element]));
  let before = null;
  let isAnswered = false;
  for (const piece of wanted) {
    const print = `${world.language}${world.who}${JSON.stringify(piece)}`;
    let element = standing.get(piece.key);
    if (!element || element.print !== print) {
      const fresh = build(piece, place, world, act);
      fresh.dataset.key = piece.key;
      fresh.print = print;
      isAnswered ||= !element && Boolean(piece.message?.private);
      element?.remove();
      element = fresh;
    }
    standing.delete(piece.key);
    const next = before ? before.nextSibling : chat.firstChild;
    if (next !== element) chat.insertBefore(element, next);
    before = element;
  }
  for (const gone of standing.values()) gone.remove();
  if (isNew || isNear || isAnswered) chat.scrollTop = chat.scrollHeight;
}

function plan(place, world) {
  if (place.kind === "forum") return [{ key: "posts", posts: world.places.filter((one) => one.parent === place.id) }];
  const pieces = [{ key: "begin", begin: place.name }];
  let last = null;
  for (const message of place.messages) {
    const day = when(message.at, "en", DAY);
    if (!last || when(last.at, "en", DAY) !== day) pieces.push({ key: `day-${day}`, day: message.at, today: when(world.now(), "en", DAY) });
    const follows = last && last.author.id === message.author.id && new Date(message.at) - new Date(last.at) < TOGETHER && !message.typed && !last.notice && !message.notice && !message.reply && last.private === message.private && when(last.at, "en", DAY) === day;
    const again = Boolean(message.typed) && last?.typed?.id === message.typed.id;
    pieces.push({ key: message.id, message: again ? { ...message, typed: null } : message, follows: Boolean(follows) || again });
    last = message;
  }
  return pieces;
}

function build(piece, place, world, act) {
  if (piece.posts) return posts(piece.posts, world);
  if (piece.begin) return beginning(place);
  if (piece.day) return divider(piece.day, world);
  if (piece.message.notice === "thread") return notice(piece.message, world);
  return message(piece.message, piece.follows, world, act);
}

function beginning(place) {
  const values = { place: place.name };
  return h("div", { class: "beginning" }, h("h3", {}, say(`begin-${place.kind}`, values)), h("p", {}, place.kind === "dm" ? say("begin-dm-about") : place.topic));
}

function divider(at, world) {
  const day = when(at, world.language, DAY);
  const today = when(world.now(), world.language, DAY);
  const yesterday = when(world.now() - 86400000, world.language, DAY);
  return h("div", { class: "day", role: "separator" }, h("span", {}, day === today ? say("today") : day === yesterday ? say("yesterday") : day));
}

function notice(message, world) {
  const about = h("p", { class: "notice-line" }, "🧵 ", say("made-thread", { name: message.author.name }), " ", h("strong", {}, message.content));
  return h("article", { class: "notice" }, about, h("time", { datetime: message.at }, when(message.at, world.language, HOUR)));
}

function posts(list, world) {
  if (!list.length) return h("p", { class: "beginning" }, say("forum-empty"));
  return h("div", { class: "posts" }, list.map((post) => h("a", { class: "post", href: `#${world.who}/${post.id}` }, h("strong", {}, post.name))));
}

function message(one, follows, world, act) {
  const body = h("div", { class: "body" },
    one.typed ? h("p", { class: "typed" }, "↱ ", say("used", { name: one.typed.by }), " ", h("span", { class: "mention" }, `/${one.typed.name}`)) : null,
    one.reply ? h("p", { class: "typed" }, "↱ ", h("strong", {}, one.reply.name), " ", inline(one.reply.content, world)) : null,
    follows ? null : header(one, world),
    one.thinking ? h("p", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), say("thinking")) : null,
    one.content ? h("div", { class: "words" }, markdown(one.content, world), one.edited ? h("small", { class: "edited" }, say("edited")) : null) : null,
    one.embeds.map((embed) => card(embed, world)),
    one.files.map(file),
    h("div", { class: "rows" }, components(one.components, world, act.on(one))),
    one.reactions.length ? h("div", { class: "reactions" }, one.reactions.map((reaction) => h("span", { class: "reaction" }, reaction.emoji, " ", String(reaction.count)))) : null,
    one.thread ? h("a", { class: "thread-chip", href: `#${world.who}/${one.thread.id}` }, h("strong", {}, `🧵 ${one.thread.name}`), h("span", {}, `${say("open-thread")} ›`)) : null,
    one.private ? h("p", { class: "private" }, "👁 ", say("only-you"), " · ", h("button", { type: "button", class: "textlink", onclick: () => act.dismiss(one) }, say("dismiss"))) : null);
  const own = one.mine ? tools(one, body, act) : null;
  const classes = ["message", follows ? "follows" : "", one.private ? "whisper" : ""].filter(Boolean).join(" ");
  return h("article", { class: classes, "aria-label": `${one.author.name}, ${when(one.at, world.language, HOUR)}` }, follows ? h("span", { class: "gutter", "aria-hidden": "true" }, when(one.at, world.language, HOUR)) : face(one.author), body, own);
}

function header(one, world) {
  return h("p", { class: "who" },
    h("strong", { style: { color: one.author.colour } }, one.author.name),
    one.author.bot ? h("span", { class: "app" }, `✓ ${say("app")}`) : null,
    h("time", { datetime: one.at }, when(one.at, world.language, HOUR)));
}

function card(embed, world) {
  const tone = embed.color ? `#${embed.color.toString(16).padStart(6, "0")}` : "#ffb86b";
  return h("div", { class: "embed", style: { "--tone": tone } },
    embed.author?.name ? h("p", { class: "embed-author" }, embed.author.name) : null,
    embed.title ? h("p", { class: "embed-title" }, inline(embed.title, world)) : null,
    embed.description ? h("div", { class: "words" }, markdown(embed.description, world)) : null,
    embed.fields?.length ? h("dl", {}, embed.fields.map((one) => h("div", { class: one.inline ? "inline" : "" }, h("dt", {}, inline(one.name, world)), h("dd", {}, markdown(one.value, world))))) : null,
    embed.footer?.text ? h("p", { class: "embed-footer" }, embed.footer.text) : null);
}

function file(one) {
  if (one.image) return h("a", { href: one.address, target: "_blank", rel: "noopener" }, h("img", { class: "picture", src: one.address, alt: one.name }));
  return h("a", { class: "file", href: one.address, download: one.name }, `📎 ${one.name}`);
}

function tools(one, body, act) {
  const edit = h("button", { type: "button", "aria-label": say("edit"), title: say("edit") }, "✎");
  const gone = h("button", { type: "button", "aria-label": say("delete"), title: say("delete"), onclick: () => act.erase(one) }, "🗑");
  edit.addEventListener("click", () => rewrite(one, body, act));
  return h("div", { class: "tools" }, edit, gone);
}

function rewrite(one, body, act) {
  const old = body.querySelector(".words");
  const area = h("textarea", { rows: "2", "aria-label": say("edit"), value: one.content });
  const save = () => act.rewrite(one, area.value);
  const leave = () => editor.replaceWith(old);
  const editor = h("div", { class: "editor" }, area, h("p", {}, h("button", { type: "button", class: "textlink", onclick: leave }, say("cancel")), " · ", h("button", { type: "button", class: "textlink", onclick: save }, say("save"))));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); save(); }
  });
  old.replaceWith(editor);
  area.focus();
}
