// What a search bar offers, and what it asks. Pure.

/** Questions that are offered at once. */
const OFFERS = 5;

/**
 * @param {string | undefined} text Questions with a bar between them, or one on each line.
 * @returns {string[]}
 */
export const readList = (text = "") =>
  text
    .split(/[|\n]/)
    .map((question) => question.trim())
    .filter((question) => question);

/**
 * The questions that fit what has been typed: those asked before, then those the page suggests.
 * @param {string} typed
 * @param {readonly string[]} recent
 * @param {readonly string[]} suggested
 */
export const questionsFor = (typed, recent, suggested) => {
  const wanted = typed.trim().toLowerCase();
  const all = [...new Set([...recent, ...suggested])];
  return all.filter((question) => question.toLowerCase().includes(wanted) && question != typed.trim()).slice(0, OFFERS);
};

/**
 * The message that stands for a question.
 * @param {string} question
 * @param {Record<string, string | undefined>} options The template wins; without `{query}` it is none.
 */
export const messageOf = (question, { messageTemplate = "", messagePrefix = "", messageSuffix = "" }) =>
  messageTemplate.includes("{query}")
    ? messageTemplate.split("{query}").join(question)
    : messagePrefix + question + messageSuffix;
