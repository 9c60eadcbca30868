// Forms that the bot opens: Discord's modals.

import { complain, h, say, toast } from "./dom.js";
import { fields } from "./parts.js";

export function openForm(form, world, send) {
  const { elements, readers } = fields(form.components, world);
  const submit = h("button", { type: "submit", class: "button primary" }, say("submit"));
  const dialog = h("dialog", { class: "form", "aria-labelledby": "form-title" },
    h("form", { method: "dialog", novalidate: false },
      h("header", {},
        h("img", { src: "/page/lantern.svg", alt: "", width: "28", height: "28" }),
        h("h2", { id: "form-title" }, form.title),
        h("button", { type: "button", class: "close", "aria-label": say("close"), onclick: () => dialog.close() }, "✕")),
      h("div", { class: "fields" }, elements),
      h("footer", {},
        h("p", {}, say("form-goes-to")),
        h("button", { type: "button", class: "button link", onclick: () => dialog.close() }, say("cancel")),
        submit)));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.setAttribute("aria-busy", "true");
    const given = await Promise.all(Object.entries(readers).map(async ([name, read]) => [name, await read()]));
    const values = Object.fromEntries(given.filter(([, value]) => value !== null));
    const answer = await send(form.id, values);
    submit.removeAttribute("aria-busy");
    if (answer.problem) return complain(answer);
    if (answer.silent) toast(say("problem-silent"), "problem");
    dialog.close();
    return answer;
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector(".fields input, .fields select, .fields textarea")?.focus();
}
