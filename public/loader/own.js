// Reading objects that come from elsewhere: own properties only, so that a polluted `Object.prototype` says nothing.

const { hasOwn } = Object;

/**
 * @param {any} object
 * @param {string} name
 * @returns {any} The own property, or `undefined`.
 */
export const own = (object, name) =>
  object != null && hasOwn(object, name) ? object[name] : undefined;
