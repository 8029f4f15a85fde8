// What every dialect has in common: how it meets the loader, and how the page's own code starts a widget before the loader
// is there.

/** Shared with the loader by symbol: the two may come from different versions. */
const KEY = Symbol.for("chatlet.dialects");

/** The dialect's own tag, when it is the script that the page includes instead of the loader. */
const tag = document.currentScript;

/** Widgets that speak the dialect, with the options they were started with. @type {DialectHost[]} */
const hosts = [];
/** What waits for the widget that was started with these options. @type {Map<unknown, (widget: any) => void>} */
const awaited = new Map();

/** @param {string} text */
const camelCase = (text) => text.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** The options on the dialect's own tag: attributes, and parameters of its address. */
const tagOptions = () => {
  /** @type {Record<string, string>} */
  const options = {};
  if (!(tag instanceof HTMLScriptElement)) return options;
  for (const [name, value] of new URL(tag.src).searchParams) options[camelCase(name)] = value;
  const { id, environment, ...rest } = options;
  return { ...(id && { chatbotId: id }), ...rest, ...tag.dataset };
};

/**
 * Makes the dialect known to the loader, and brings the loader where the page includes the dialect in its place.
 * @param {string} name
 * @param {(host: DialectHost) => void} install Called once for each widget that speaks it, before its first event.
 * @param {Record<string, unknown>} [usual] Options of a widget that the dialect's own tag starts; the tag's win.
 */
export const registerDialect = (name, install, usual) => {
  const page = /** @type {any} */ (window);
  (page[KEY] ||= Object.create(null))[name] = (/** @type {DialectHost} */ host) => {
    hosts.push(host);
    host.signal.addEventListener("abort", () => hosts.splice(hosts.indexOf(host), 1));
    install(host);
    awaited.get(host.options)?.(host.widget);
    awaited.delete(host.options);
  };
  if (!(tag instanceof HTMLScriptElement)) return;
  const folder = new URL("..", tag.src).href;
  const options = { app: folder, ...usual, ...tagOptions(), dialect: name };
  page.Chatlet ||= [];
  // Without a chatbot the page's own code starts the widget; what the tag says is then what that starts with.
  if ("chatbotId" in options) page.Chatlet.push(["init", options]);
  else defaults = options;
  if (Array.isArray(page.Chatlet)) void import(folder + "chatlet.js");
};

/** @type {Record<string, string>} */
let defaults = {};

/**
 * The commands of a widget that may be on its way: each waits for it.
 * @returns {[widget: any, arrive: (widget: any) => void]}
 */
const awaitWidget = () => {
  /** @type {any} */
  let widget;
  /** @type {(() => void)[]} */
  const waiting = [];
  /** @param {string} name @param {unknown[]} given */
  const call = (name, given) => {
    if (widget) return widget[name](...given);
    let isOver = false;
    let stop = () => {
      isOver = true;
    };
    /** @type {Promise<unknown>} */
    const answer = new Promise((resolve) => {
      waiting.push(() => {
        if (isOver) return;
        const result = widget[name](...given);
        if (typeof result == "function") stop = result;
        resolve(result);
      });
    });
    // A subscription is ended by what it returns, also before the widget has come.
    return /^(on|once|handleProtocol|intercept)$/.test(name) ? () => stop() : answer;
  };
  const facade = new Proxy(Object.create(null), {
    get(_, name) {
      if (typeof name != "string" || name == "then") return undefined;
      if (/^(isOpen|unreadCount|state)$/.test(name)) {
        return widget ? widget[name] : { isOpen: false, unreadCount: 0, state: "new" }[name];
      }
      return (/** @type {unknown[]} */ ...given) => call(name, given);
    },
  });
  return [
    facade,
    (arrived) => {
      widget = arrived;
      for (const act of waiting.splice(0)) act();
    },
  ];
};

/**
 * Starts a widget as the page's own code asks for it; one that the script's tag has started for the same chatbot is
 * taken over. The first has the name that commands without a name mean, another has its chatbot's id for a name.
 * @param {Record<string, unknown>} asked
 */
export const startWidget = (asked) => {
  const page = /** @type {any} */ (window);
  const [facade, arrive] = awaitWidget();
  const options = /** @type {Record<string, unknown>} */ ({ ...defaults, ...asked });
  const running = hosts.find(({ options: { chatbotId } }) => !options.chatbotId || chatbotId == options.chatbotId);
  if (running) {
    for (const name of Object.keys(asked)) {
      if (/^on[A-Z]/.test(name)) facade.on(name[2].toLowerCase() + name.slice(3), asked[name]);
    }
    arrive(running.widget);
    if (asked.metadata) facade.setMetadata(asked.metadata);
    return facade;
  }
  if (hosts.length || awaited.size) options.instance ??= options.chatbotId;
  awaited.set(options, arrive);
  if (typeof page.Chatlet?.init == "function") page.Chatlet.init(options);
  else (page.Chatlet ||= []).push(["init", options]);
  return facade;
};
