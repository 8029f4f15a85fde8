// Parts of messages as the agent reads them. Everything that comes from a visitor or the assistant is text, never markup.

import { element } from "../inspector/element.js";

const isWeb = (address) => /^https?:\/\//i.test(address ?? "");

const link = (text, address) =>
  isWeb(address) ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text;

const span = (one) => {
  const text = String(one?.text ?? "");
  if (one?.type === "bold") return element("b", {}, text);
  if (one?.type === "strike") return element("s", {}, text);
  return one?.type === "link" ? link(text, one.url) : text;
};

const spans = (list) => (Array.isArray(list) ? list : []).map(span);

const block = (one) => {
  if (one?.type === "paragraph") return [element("p", {}, ...spans(one.spans))];
  if (one?.type !== "bullet_list") return [];
  return [element("ul", {}, ...(one.items ?? []).map((item) => element("li", {}, ...spans(item.spans))))];
};

const size = (bytes) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : bytes >= 1e3 ? `${Math.round(bytes / 1e3)} kB` : `${bytes} B`;

const picture = ({ url }) => {
  if (!isWeb(url) && !/^data:image\//i.test(url ?? "")) return note("A picture that cannot be shown");
  const image = element("img", { className: "upload", src: url, alt: "Picture", loading: "lazy" });
  image.onerror = () => image.replaceWith(note("A picture that is no longer available"));
  return image;
};

const file = ({ url, filename, size_bytes }) =>
  element("p", { className: "file" }, link(filename ?? "File", url), size_bytes ? ` ${size(size_bytes)}` : "");

const note = (text) => element("p", { className: "note" }, text);

const titles = (list) => (list ?? []).map(({ title }) => title).join(", ");

const NOTES = {
  products: ({ products }) => `Showed products: ${titles(products)}`,
  suggestions: ({ suggestions }) => `Suggested: ${titles(suggestions)}`,
  table: ({ caption }) => `Showed a table${caption ? `: ${caption}` : ""}`,
  show_contact_form: () => "Showed the contact form",
  show_support_ticket: () => "Showed the support ticket form",
  show_form: ({ name, form_id }) => `Showed the form ${name ?? form_id}`,
  request_image_upload: () => "Asked for a picture",
  request_human_agent: () => "Offered a human",
};

/** The nodes for one part; none for what the agent need not see. */
export const drawPart = (part) => {
  if (part?.type === "rich_text") return (part.blocks ?? []).flatMap(block);
  if (part?.type === "image") return [picture(part)];
  if (part?.type === "file") return [file(part)];
  const describe = NOTES[part?.type];
  return describe ? [note(describe(part))] : [];
};
