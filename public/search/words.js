// What a search bar says itself.

/** By the two letters of a language: words in the empty field, on the button, of the list. */
const words = (
  "en Ask a question|Ask|Questions/ar اطرح سؤالاً|اسأل|أسئلة/da Stil et spørgsmål|Spørg|Spørgsmål/de Stellen Sie eine Frage|Fragen|Fragen/" +
  "es Haz una pregunta|Preguntar|Preguntas/fr Posez une question|Demander|Questions/he שאלו שאלה|שאלה|שאלות/" +
  "it Fai una domanda|Chiedi|Domande/ja 質問を入力|質問する|質問/nb Still et spørsmål|Spør|Spørsmål/no Still et spørsmål|Spør|Spørsmål/" +
  "nl Stel een vraag|Vraag|Vragen/pl Zadaj pytanie|Zapytaj|Pytania/pt Faça uma pergunta|Perguntar|Perguntas/" +
  "sv Ställ en fråga|Fråga|Frågor/zh 提出问题|提问|问题"
).split("/");

/**
 * @param {string} language BCP 47; what is not spoken here is said in English.
 * @returns {string[]} Placeholder, button, list.
 */
export const wordsFor = (language) => {
  const code = language.slice(0, 2).toLowerCase();
  return ((code && words.find((known) => known.startsWith(code))) || words[0]).slice(3).split("|");
};
