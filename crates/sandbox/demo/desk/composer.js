// Where the agent writes: text, pictures, files, prepared sentences, and the typing indicator.

import { element } from "../inspector/element.js";

/** A pause that ends a burst of typing, as on the visitor's side. */
const PAUSE = 5000;

const CANNED = [
  ["Greeting", (name) => `Hi, ${name.split(" ")[0]} here. I have read along – let me help you.`],
  ["One moment", () => "One moment, I am looking it up."],
  ["Order number?", () => "Could you give me your order number? It begins with FF-."],
  ["Goodbye", () => "You are welcome! Have a good trip out there."],
];

const draftKey = (id) => "desk-draft-" + id;

const base64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(new Error(`${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });

const part = async (file) => {
  const data = await base64(file);
  const mime = file.type || "application/octet-stream";
  return mime.startsWith("image/") ? { type: "image", data, mime } : { type: "file", data, mime, filename: file.name };
};

/** The composer; `send` gets a conversation and the parts and answers whether they were taken, `type` tells of typing there. */
export const createComposer = ({ send, type, agentName }) => {
  let id;
  let files = [];
  let isTyping = false;
  let pause;

  const text = element("textarea", { rows: 1, placeholder: "Write to the visitor", enterKeyHint: "send" });
  text.setAttribute("aria-label", "Message to the visitor");
  const chosen = element("ul", { className: "chosen", hidden: true });
  const picker = element("input", { type: "file", multiple: true, className: "hidden", tabIndex: -1 });
  picker.setAttribute("aria-hidden", "true");
  const attach = element("button", { type: "button", className: "round", ariaLabel: "Attach a picture or file", title: "Attach", onclick: () => picker.click() }, "+");
  const submit = element("button", { type: "submit", className: "button small" }, "Send");
  const hint = element("p", { className: "hint" });
  const canned = element("div", { className: "canned" });
  const form = element("form", { className: "composer" }, canned, chosen, element("div", { className: "row" }, attach, picker, text, submit), hint);

  const typing = (now) => {
    clearTimeout(pause);
    if (now) pause = setTimeout(() => typing(false), PAUSE);
    if (isTyping === now) return;
    isTyping = now;
    type(id, now);
  };

  // Where the style sheet's `field-sizing` is not known, the height follows the text by hand.
  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    text.style.height = "auto";
    text.style.height = text.scrollHeight + "px";
  };

  const keep = () => (text.value ? sessionStorage.setItem(draftKey(id), text.value) : sessionStorage.removeItem(draftKey(id)));

  const write = (value) => {
    text.value = value;
    keep();
    grow();
  };

  const drawFiles = () => {
    chosen.hidden = files.length === 0;
    chosen.replaceChildren(
      ...files.map((file, at) => {
        const remove = element("button", { type: "button", ariaLabel: `Remove ${file.name}`, onclick: () => { files.splice(at, 1); drawFiles(); text.focus(); } }, "×");
        return element("li", {}, file.name, remove);
      }),
    );
  };

  const add = (more) => {
    files.push(...more);
    drawFiles();
    text.focus();
  };

  text.oninput = () => {
    keep();
    grow();
    typing(text.value.trim() !== "");
  };
  text.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  };
  text.onpaste = (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add([...event.clipboardData.files]);
  };
  picker.onchange = () => {
    add([...picker.files]);
    picker.value = "";
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if ((!words && files.length === 0) || submit.disabled) return;
    submit.disabled = true;
    const to = id;
    const parts = words ? [{ type: "text", text: words }] : [];
    // The message itself ends typing.
    clearTimeout(pause);
    isTyping = false;
    const isSent = await send(to, async () => [...parts, ...(await Promise.all(files.map(part)))]);
    submit.disabled = false;
    if (!isSent) return;
    sessionStorage.removeItem(draftKey(to));
    if (to !== id) return;
    if (text.value.trim() === words) write("");
    files = [];
    drawFiles();
  };
  for (const [name, phrase] of CANNED) {
    const use = () => {
      write(text.value ? `${text.value.trimEnd()} ${phrase(agentName())}` : phrase(agentName()));
      text.focus();
      typing(true);
    };
    canned.append(element("button", { type: "button", onclick: use }, name));
  }

  return {
    form,
    /** Turns to another conversation, with the draft that was left there, or to none. */
    open: (next) => {
      typing(false);
      id = next;
      files = [];
      drawFiles();
      text.value = (id && sessionStorage.getItem(draftKey(id))) || "";
      grow();
    },
    /** Says why nothing can be written, or what writing does. */
    allow: (isAllowed, words) => {
      for (const control of form.elements) if (control !== submit || isAllowed) control.disabled = !isAllowed;
      submit.disabled = !isAllowed;
      hint.textContent = words;
      if (!isAllowed) clearTimeout(pause);
    },
    focus: () => text.focus(),
  };
};
