// Whether a computed colour is dark. Pure.

/**
 * @param {string} colour As a browser computes it: `rgb(…)`, or a function of CSS Color 4 whose first number is, or is
 * near, the lightness.
 * @returns {boolean | undefined} Nothing for what is mostly transparent or cannot be read.
 */
export const isDark = (colour) => {
  const [first, green, blue] = colour.match(/[\d.]+/g) || [];
  const alpha = colour.match(/[,/] *([\d.]+)\)$/);
  if (!first || (/a\(|\//.test(colour) && alpha && +alpha[1] < 0.5)) return;
  if (/^rgb/.test(colour)) return +first * 0.21 + +green * 0.72 + +blue * 0.07 < 128;
  return +first < (/^(lab|lch)/.test(colour) ? 50 : 0.5);
};
