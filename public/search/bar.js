// One search bar: a form with a field that offers questions, in a shadow root of its own.

import { createDrawing, createElement, rootElement, setAttributes } from "../loader/dom.js";
import { addSheet } from "../loader/sheet.js";
import { ask } from "./ask.js";
import { messageOf, questionsFor, readList } from "./question.js";
import { recent, remembered } from "./remembered.js";
import { rules } from "./styles.js";
import { wordsFor } from "./words.js";

let bars = 0;

/**
 * @param {HTMLElement} host
 * @param {Record<string, string | undefined>} options
 */
export const createBar = (host, options) => {
  const language = host.closest("[lang]")?.getAttribute("lang") || rootElement().lang || "";
  const [placeholder, send, questions] = wordsFor(language);
  const label = options.placeholder || placeholder;
  const suggested = readList(options.suggestions);
  const id = "questions" + bars++;
  const shadow = host.attachShadow({ mode: "open" });
  const form = createElement("form", { role: "search", part: "form" });
  const field = createElement("input", {
    type: "text",
    role: "combobox",
    part: "input",
    placeholder: label,
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": false,
    autocomplete: "off",
    enterkeyhint: "send",
    maxlength: 2000,
  });
  const button = createElement("button", { type: "submit", "aria-label": send, part: "button" });
  const icon = createDrawing("svg", { viewBox: "0 0 24 24", "aria-hidden": true });
  icon.append(createDrawing("path", { d: "M12 19V5m-6.5 6.5L12 5l6.5 6.5" }));
  button.append(icon);
  const list = createElement("ul", { id, role: "listbox", "aria-label": questions, part: "list" });
  /** @type {string[]} */
  let shown = [];
  let active = -1;

  /** @param {number} next */
  const activate = (next) => {
    active = next;
    [...list.children].forEach((option, index) => setAttributes(option, { "aria-selected": index == active }));
    setAttributes(field, { "aria-activedescendant": active < 0 ? null : `${id}-${active}` });
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };

  /** @param {string[]} next */
  const show = (next) => {
    shown = next;
    list.replaceChildren(
      ...shown.map((question, index) => {
        const option = createElement("li", { role: "option", id: `${id}-${index}`, "aria-selected": false });
        option.textContent = question;
        // Before the field loses the focus, which would close the list.
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => submit(question));
        return option;
      }),
    );
    setAttributes(field, { "aria-expanded": shown.length > 0 });
    activate(-1);
  };

  const offer = () => show(questionsFor(field.value, [...recent, ...remembered()], suggested));

  /** @param {string} question */
  const submit = (question) => {
    const asked = question.trim();
    if (!asked) return field.focus();
    field.value = "";
    show([]);
    recent.splice(0, recent.length, ...new Set([asked, ...recent]));
    ask(messageOf(asked, options), options.instance);
  };

  field.addEventListener("input", offer);
  field.addEventListener("focus", offer);
  field.addEventListener("click", () => shown.length || offer());
  field.addEventListener("blur", () => show([]));
  field.addEventListener("keydown", (event) => {
    const { key } = event;
    // Characters are still being composed.
    if (event.isComposing) return;
    if (/^Arrow(Up|Down)$/.test(key)) {
      if (!shown.length) offer();
      const last = shown.length - 1;
      if (last >= 0) activate(key == "ArrowDown" ? (active < last ? active + 1 : 0) : active > 0 ? active - 1 : last);
    } else if (key == "Escape" && shown.length) show([]);
    else if (key == "Escape" && field.value) field.value = "";
    else if (key == "Enter" && active >= 0) submit(shown[active]);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(field.value);
  });

  form.append(field, button);
  shadow.append(form, list);
  addSheet(shadow, rules);
};
