// The launcher's words in every language but English, for the time before the app speaks: from the app's own language files,
// of which only these words are bundled.

import * as ar from "./locales/ar.json";
import * as da from "./locales/da.json";
import * as de from "./locales/de.json";
import * as es from "./locales/es.json";
import * as fr from "./locales/fr.json";
import * as he from "./locales/he.json";
import * as it from "./locales/it.json";
import * as ja from "./locales/ja.json";
import * as nb from "./locales/nb.json";
import * as nl from "./locales/nl.json";
import * as pl from "./locales/pl.json";
import * as pt from "./locales/pt.json";
import * as sv from "./locales/sv.json";
import * as zh from "./locales/zh-Hans.json";

/**
 * By the two letters of a language: open, close, unread, unavailable, dismiss.
 * @type {Record<string, [string, string, string, string, string]>}
 */
export const words = {
  ar: [ar.openChat, ar.close, ar.unread, ar.unavailable, ar.dismiss],
  da: [da.openChat, da.close, da.unread, da.unavailable, da.dismiss],
  de: [de.openChat, de.close, de.unread, de.unavailable, de.dismiss],
  es: [es.openChat, es.close, es.unread, es.unavailable, es.dismiss],
  fr: [fr.openChat, fr.close, fr.unread, fr.unavailable, fr.dismiss],
  he: [he.openChat, he.close, he.unread, he.unavailable, he.dismiss],
  it: [it.openChat, it.close, it.unread, it.unavailable, it.dismiss],
  ja: [ja.openChat, ja.close, ja.unread, ja.unavailable, ja.dismiss],
  nb: [nb.openChat, nb.close, nb.unread, nb.unavailable, nb.dismiss],
  nl: [nl.openChat, nl.close, nl.unread, nl.unavailable, nl.dismiss],
  no: [nb.openChat, nb.close, nb.unread, nb.unavailable, nb.dismiss],
  pl: [pl.openChat, pl.close, pl.unread, pl.unavailable, pl.dismiss],
  pt: [pt.openChat, pt.close, pt.unread, pt.unavailable, pt.dismiss],
  sv: [sv.openChat, sv.close, sv.unread, sv.unavailable, sv.dismiss],
  zh: [zh.openChat, zh.close, zh.unread, zh.unavailable, zh.dismiss],
};
