// The original's search bars, as this widget's own: its script, which the page includes, draws what is marked here.

const CONTAINERS = "#chatbot-search-widget,.chatbot-search-widget";
const NAME = "data-chatlet-search";
let bars = 0;

/** Looks that the original took as options: which part of the bar has them, and as what. @type {Record<string, string[]>} */
const looks = {
  backgroundColor: ["form", "background"],
  borderColor: ["form", "border-color"],
  borderRadius: ["form", "border-radius"],
  shadowColor: ["form", "--shadow"],
  sendIconColor: ["button", "background"],
  focusShadowColor: ["form:focus-within", "outline-color"],
};

/** @param {unknown} value */
const length = (value) => (typeof value == "number" ? value + "px" : `${value}`);

/**
 * @param {HTMLElement} element
 * @param {Record<string, unknown>} options
 */
const make = (element, options) => {
  for (const name of ["placeholder", "messageTemplate", "messagePrefix", "messageSuffix"]) {
    if (options[name] != null) element.dataset[name] = `${options[name]}`;
  }
  for (const name of /** @type {const} */ (["width", "maxWidth"])) {
    if (options[name] != null) element.style[name] = length(options[name]);
  }
  const id = "dialoge-" + bars++;
  const rules = Object.keys(looks).flatMap((name) => {
    const [part, property] = looks[name];
    const value = options[name] == null ? "" : length(options[name]);
    const [declared, written] = property == "--shadow" ? ["box-shadow", `0 2px 8px ${value}`] : [property, value];
    const [plain, state = ""] = part.split(/(?=:)/);
    // Only what is a value of that property, and nothing that would end the rule.
    return value && CSS.supports(declared, written) ? [`[${NAME}="${id}"]::part(${plain})${state}{${declared}:${written}}`] : [];
  });
  if (rules.length) {
    const sheet = new CSSStyleSheet();
    for (const rule of rules) sheet.insertRule(rule);
    document.adoptedStyleSheets.push(sheet);
  }
  element.setAttribute(NAME, id);
};

/** @param {any} node */
const look = (node) => {
  if (!node.querySelectorAll) return;
  const found = [...(node.matches?.(CONTAINERS) ? [node] : []), ...node.querySelectorAll(CONTAINERS)];
  for (const element of found) if (!element.hasAttribute(NAME)) make(element, {});
};

/** Makes every container of the page a search bar, also one that is added later. */
export const watchContainers = () => {
  look(document);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) look(node);
  }).observe(document, { childList: true, subtree: true });
};

/**
 * The original's way to make one by hand.
 * @param {string | Element} selector
 * @param {Record<string, unknown>} [options]
 */
export const initChatbotSearchWidget = (selector, options = {}) => {
  const elements = typeof selector == "string" ? document.querySelectorAll(selector) : [selector];
  for (const element of elements) make(/** @type {HTMLElement} */ (element), options);
};
