// Small tools: building elements without ever parsing strings as HTML, and the shell's own words.

export const words = {};

export function say(key, values = {}) {
  const sentence = words[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "style") for (const [what, how] of Object.entries(value)) element.style.setProperty(what, how);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (["value", "checked", "disabled", "selected", "required", "open", "multiple"].includes(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function label(root = document) {
  for (const element of root.querySelectorAll("[data-words]")) element.textContent = say(element.dataset.words);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of root.querySelectorAll("[data-title]")) element.title = say(element.dataset.title);
}

export async function ask(address, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Playground": "1" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    return { problem: "away" };
  }
  try {
    return await answer.json();
  } catch {
    return { problem: "odd" };
  }
}

export async function packed(files) {
  return Promise.all([...files].map(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let data = "";
    for (let at = 0; at < bytes.length; at += 32768) data += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return { name: file.name, data: btoa(data) };
  }));
}

export function toast(text, kind = "news") {
  const shown = h("p", { class: `toast ${kind}` }, text);
  const toasts = document.getElementById("toasts");
  toasts.append(shown);
  while (toasts.children.length > 2) toasts.firstChild.remove();
  setTimeout(() => shown.remove(), kind === "problem" ? 6000 : 3000);
}

export function complain(answer) {
  if (answer?.problem) toast(say(`problem-${answer.problem}`), "problem");
  else if (answer?.silent) toast(say("problem-silent"), "problem");
  return answer;
}

export const PARIS = "Europe/Paris";

export function when(moment, language, style) {
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { timeZone: PARIS, ...style }).format(new Date(moment));
}
