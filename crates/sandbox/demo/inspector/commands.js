// A button for every command of the API, and what became of it.

import { element } from "./element.js";

const BOTS = ["shop-bot", "butik-bot", "salam-bot", "minimal-bot", "ugly-bot", "hostile-bot"];
const THEMES = ["host", "light", "dark", "auto"];
const LANGUAGES = ["en", "da", "de", "fr", "es", "sv", "nb", "nl", "it", "pt", "pl", "ar", "he", "ja", "zh-CN"];
const WITHOUT_TEXT = ["open", "close", "toggle", "show", "hide", "destroy"];
const WITH_TEXT = ["open", "send", "prefill"];

const choice = (label, values, chosen) => {
  const options = values.map((value) => element("option", {}, value));
  const select = element("select", {}, ...options);
  select.addEventListener("change", () => chosen(select.value));
  return element("label", {}, label, select);
};

/**
 * @param {object} page
 * @param {() => void} page.restarted A destroyed widget has no subscriptions any more.
 * @param {(words: string, failed: boolean) => void} page.report
 */
export const createCommands = ({ restarted, report }) => {
  const tag = document.querySelector("script[data-chatbot-id]");
  const text = element("input", { value: "Show me tents", ariaLabel: "Text" });
  const state = element("output");

  const run = async (name, ...given) => {
    const call = `${name}(${given.map((value) => JSON.stringify(value)).join(", ")})`;
    try {
      await window.Chatlet[name](...given);
      report(`${call}: done`, false);
    } catch (error) {
      report(`${call}: ${error.type}, ${error.message}`, true);
    }
  };

  const button = (name, given = () => []) => {
    const node = element("button", { type: "button" }, given().length ? `${name}(text)` : name);
    node.addEventListener("click", () => run(name, ...given()));
    return node;
  };

  const restart = async (chatbotId) => {
    await window.Chatlet.destroy();
    restarted();
    window.Chatlet.init({ chatbotId });
    report(`init({chatbotId: "${chatbotId}"})`, false);
  };

  const bots = choice("Chatbot", BOTS, restart);
  bots.lastChild.value = tag?.dataset.chatbotId;
  const init = element("button", { type: "button" }, "init");
  init.addEventListener("click", () => restart(bots.lastChild.value));

  // The API has no event for every change of these, and a demo may look twice a second.
  setInterval(() => {
    const { state: reached = "not loaded", isOpen = false, unreadCount = 0 } = window.Chatlet;
    state.value = `${reached} · ${isOpen ? "open" : "closed"} · ${unreadCount} unread`;
  }, 500);

  return element(
    "div",
    { className: "inspector-commands" },
    ...WITHOUT_TEXT.map((name) => button(name)),
    init,
    text,
    ...WITH_TEXT.map((name) => button(name, () => [text.value])),
    bots,
    choice("Theme", THEMES, (theme) => run("setTheme", theme)),
    choice("Language", LANGUAGES, (language) => run("setLanguage", language)),
    state,
  );
};
