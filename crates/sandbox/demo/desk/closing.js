// The question before a conversation is closed: why.

import { element } from "../inspector/element.js";

const REASONS = ["Solved", "Passed on to the workshop", "The visitor has gone", "Spam"];

/** A dialog that calls `close` with the reason. */
export const createClosing = (close) => {
  const other = element("input", { type: "text", name: "other", maxLength: 200, placeholder: "Another reason" });
  other.setAttribute("aria-label", "Another reason");
  const choices = REASONS.map((reason, at) =>
    element("label", {}, element("input", { type: "radio", name: "reason", value: reason, checked: at === 0 }), reason),
  );
  const own = element("input", { type: "radio", name: "reason", value: "" });
  own.setAttribute("aria-label", "Another reason");
  other.oninput = () => (own.checked = true);
  const cancel = element("button", { type: "button", className: "button plain small" }, "Keep it open");
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { id: "closing" }, "Close the conversation?"),
    element("p", {}, "The visitor sees the reason, and may rate the conversation."),
    element("fieldset", {}, element("legend", { className: "hidden" }, "Reason"), ...choices, element("span", { className: "own" }, own, other)),
    element("div", { className: "actions" }, element("button", { className: "button small" }, "Close it"), cancel),
  );
  const dialog = element("dialog", { className: "closing" }, form);
  dialog.setAttribute("aria-labelledby", "closing");
  cancel.onclick = () => dialog.close();
  form.onsubmit = () => close(form.elements.reason.value || other.value.trim());
  document.body.append(dialog);
  return { ask: () => dialog.showModal() };
};
