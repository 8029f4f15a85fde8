// An event of the app's, made ready for the page: with and without its private fields, and nobody can change either.

import { own } from "../loader/own.js";

/** @param {any} value */
const freezeDeep = (value) => {
  if (value && typeof value == "object") {
    for (const inner of Object.values(value)) freezeDeep(inner);
    Object.freeze(value);
  }
  return value;
};

/**
 * What any script of the page may read.
 * @param {ChatletEvent} event
 * @param {readonly string[]} privateNames
 */
export const withoutPrivate = (event, privateNames) => {
  const copy = { ...event };
  for (const name of privateNames) delete copy[name];
  return copy;
};

/**
 * @param {any} event
 * @param {any} privateNames
 * @returns {[event: ChatletEvent, safe: ChatletEvent] | undefined} Nothing for what is no event, or does not name its
 * private fields and so is not to be shown around.
 */
export const readEvent = (event, privateNames) => {
  if (!/^[a-z]+$/i.test(own(event, "name") || "") || !Array.isArray(privateNames)) return;
  return [freezeDeep(event), freezeDeep(withoutPrivate(event, privateNames))];
};
