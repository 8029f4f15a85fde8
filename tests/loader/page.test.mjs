import assert from "node:assert/strict";
import test from "node:test";

import { isDark } from "../../public/window/colour.js";

const colours = {
  "rgb(255, 255, 255)": false,
  "rgb(11, 15, 20)": true,
  "rgba(0, 0, 0, 0)": undefined,
  "rgba(0, 0, 0, 0.8)": true,
  "oklch(0.145 0 0)": true,
  "oklch(0.98 0.01 90)": false,
  "oklch(0.2 0 0 / 0.1)": undefined,
  "lab(12 0 0)": true,
  "lch(92 4 80)": false,
  "color(srgb 0.05 0.06 0.08)": true,
  transparent: undefined,
};
for (const [colour, expected] of Object.entries(colours)) {
  test(`${colour} is ${expected === undefined ? "nothing to go by" : expected ? "dark" : "light"}`, () => {
    assert.equal(isDark(colour), expected);
  });
}
