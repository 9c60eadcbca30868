// Where one writes: words, pictures, and slash commands in the reader's own language.

import { h, packed, say } from "./dom.js";
import { choices } from "./parts.js";

const STRING = 3, WHOLE = 4, YESNO = 5, PERSON = 6, PLACE = 7, ROLE = 8, MENTION = 9, NUMBER = 10, FILE = 11;
const MENU = { [PERSON]: 5, [ROLE]: 6, [MENTION]: 7, [PLACE]: 8 };
const MOST = 12;

export class Composer {
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.files = [];
    this.drafts = new Map();
    this.key = "";
  }

  draw(place, world) {
    const key = `${world.who}/${place.id}`;
    const print = JSON.stringify([key, world.language, place.writable, place.locked, place.name, place.commands]);
    this.place = place;
    this.world = world;
    if (this.print === print) return;
    const again = this.key === key && document.activeElement === this.area;
    if (this.area) this.drafts.set(this.key, this.area.value);
    this.print = print;
    this.key = key;
    this.build();
    if (again) this.area.focus();
  }

  build() {
    const { place } = this;
    const hint = place.kind === "dm" ? say("placeholder-dm") : say("placeholder", { place: place.kind === "thread" ? place.name : `#${place.name}` });
    const held = place.writable ? hint : say("placeholder-closed");
    this.area = h("textarea", { rows: "1", id: "words", placeholder: held, "aria-label": held, maxlength: "2000", value: this.drafts.get(this.key) ?? "", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "picker" });
    this.picker = h("div", { class: "picker", id: "picker", role: "listbox", "aria-label": say("commands"), hidden: true });
    this.chips = h("div", { class: "chips" });
    this.panel = h("div", { class: "panel" });
    this.input = h("input", { type: "file", accept: "image/*", class: "hidden", tabindex: "-1", "aria-hidden": "true", onchange: () => this.attach() });
    const plus = h("button", { type: "button", class: "plus", "aria-label": say("attach"), title: say("attach"), disabled: !place.writable, onclick: () => this.input.click() }, "+");
    const send = h("button", { type: "submit", class: "send", "aria-label": say("send"), title: say("send") }, "➤");
    const form = h("form", { class: "bar" }, plus, this.area, send, this.input);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (event) => this.keyed(event));
    this.area.addEventListener("blur", () => setTimeout(() => { this.picker.hidden = true; }, 150));
    this.root.replaceChildren(this.picker, this.panel, this.chips, form);
    this.typed(false);
  }

  get isCommand() {
    return this.area.value.startsWith("/");
  }

  matching() {
    const so_far = this.area.value.slice(1).toLowerCase();
    return this.place.commands.filter((command) => command.shown.startsWith(so_far) || command.path.startsWith(so_far)).slice(0, MOST);
  }

  typed(open = true) {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, 180)}px`;
    this.picker.hidden = !(open && this.isCommand);
    if (this.picker.hidden) return this.area.removeAttribute("aria-activedescendant");
    this.found = this.matching();
    this.at = 0;
    return this.list();
  }

  list() {
    if (!this.found.length) return this.picker.replaceChildren(h("p", { class: "none" }, say("no-command")));
    const items = this.found.map((command, number) => h("div", { class: "choice", role: "option", id: `choice-${number}`, "aria-selected": String(number === this.at), onmousedown: (event) => { event.preventDefault(); this.pick(command); } },
      h("img", { src: "/page/lantern.svg", alt: "", width: "28", height: "28" }),
      h("div", {}, h("strong", {}, `/${command.shown}`), " ", command.options.map((option) => h("span", { class: "option" }, option.shown)), h("small", {}, command.about))));
    this.picker.replaceChildren(...items);
    this.area.setAttribute("aria-activedescendant", `choice-${this.at}`);
    return items[this.at].scrollIntoView({ block: "nearest" });
  }

  keyed(event) {
    if (!this.picker.hidden && this.found.length) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
        this.list();
        return;
      }
      if (event.key === "Tab" || event.key === "Enter") { event.preventDefault(); this.pick(this.found[this.at]); return; }
    }
    if (event.key === "Escape") { this.picker.hidden = true; this.panel.replaceChildren(); }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.send(); }
  }

  pick(command) {
    this.picker.hidden = true;
    this.area.value = "";
    if (!command.options.length) return this.act.type(command.path, {});
    return this.askOptions(command);
  }

  askOptions(command) {
    const readers = {};
    const asked = command.options.map((option) => h("label", { class: "field" }, h("span", {}, option.shown, option.required ? h("span", { class: "star" }, " *") : h("em", {}, ` ${say("option")}`)), h("small", {}, option.about), this.control(option, readers, command)));
    const form = h("form", { class: "options" },
      h("p", {}, h("strong", {}, `/${command.shown}`), " ", command.about), asked,
      h("p", { class: "row" }, h("button", { type: "submit", class: "button primary" }, say("run")), h("button", { type: "button", class: "button link", onclick: () => this.panel.replaceChildren() }, say("cancel"))));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = await Promise.all(Object.entries(readers).map(async ([name, read]) => [name, await read()]));
      const options = Object.fromEntries(given.filter(([, value]) => value !== null));
      const answer = await this.act.type(command.path, options);
      if (!answer.problem) this.panel.replaceChildren();
    });
    this.panel.replaceChildren(form);
    form.querySelector("input, select, textarea")?.focus();
  }

  control(option, readers, command) {
    const required = option.required;
    if (option.type in MENU || option.choices.length || option.type === YESNO) return this.menu(option, readers, required);
    if (option.type === FILE) return this.upload(option, readers, required);
    const isNumber = option.type === WHOLE || option.type === NUMBER;
    const typed = h("input", { type: isNumber ? "number" : "text", required, maxlength: option.longest, autocomplete: "off", list: option.suggests ? `suggest-${option.name}` : undefined });
    readers[option.name] = () => (typed.value === "" ? null : isNumber ? Number(typed.value) : typed.suggested?.[typed.value] ?? typed.value);
    return option.suggests ? this.suggesting(option, typed, command) : typed;
  }

  upload(option, readers, required) {
    const picker = h("input", { type: "file", required });
    readers[option.name] = async () => (await packed(picker.files))[0] ?? null;
    return picker;
  }

  menu(option, readers, required) {
    const offered = option.type in MENU
      ? choices({ type: MENU[option.type], channel_types: option.places }, this.world)
      : option.type === YESNO ? [{ value: "true", label: "✓" }, { value: "false", label: "✗" }]
        : option.choices.map((choice) => ({ value: String(choice.value), label: choice.shown, real: choice.value }));
    const list = h("select", { class: "menu", required }, h("option", { value: "" }, say("choose")), offered.map((choice) => h("option", { value: choice.value }, choice.label)));
    readers[option.name] = () => {
      if (!list.value) return null;
      if (option.type === YESNO) return list.value === "true";
      return offered.find((choice) => choice.value === list.value).real ?? list.value;
    };
    return list;
  }

  suggesting(option, typed, command) {
    const list = h("datalist", { id: `suggest-${option.name}` });
    const refresh = async () => {
      const answer = await this.act.suggest(command.path, option.name, typed.value);
      typed.suggested = Object.fromEntries((answer.choices ?? []).map((choice) => [choice.shown, choice.value]));
      list.replaceChildren(...(answer.choices ?? []).map((choice) => h("option", { value: choice.shown })));
    };
    typed.addEventListener("focus", refresh);
    typed.addEventListener("input", refresh);
    return h("span", {}, typed, list);
  }

  async attach() {
    this.files.push(...await packed(this.input.files));
    this.input.value = "";
    this.showFiles();
  }

  showFiles() {
    this.chips.replaceChildren(...this.files.map((file) => h("span", { class: "chip" }, `🖼 ${file.name} `, h("button", { type: "button", "aria-label": say("remove-file", { name: file.name }), onclick: () => { this.files = this.files.filter((one) => one !== file); this.showFiles(); } }, "✕"))));
  }

  async send() {
    const words = this.area.value.trim();
    if (this.isCommand && this.matching().length) return this.pick(this.matching()[0]);
    if (!this.place.writable || (!words && !this.files.length)) return null;
    const files = this.files;
    this.area.value = "";
    this.files = [];
    this.drafts.delete(this.key);
    this.showFiles();
    this.typed();
    const answer = await this.act.say(words, files);
    if (!answer.problem) return answer;
    this.area.value = words;
    this.files = files;
    return this.showFiles();
  }
}
