// The original's search bars, as this widget's own.

/** @param {DialectHost} _host */
export const searchBars = (_host) => {};
