/** The words of a simple command as a POSIX shell splits it; throws on whatever a shell would expand. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && text[at + 1] === '\n') at += 1;
    else if (character === '\\') {
      word = (word ?? '') + text.charAt(at + 1);
      at += 1;
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) throw new Error('A quote is not closed.');
      word = (word ?? '') + text.slice(at + 1, end);
      at = end;
    } else if (character === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[\n"$`;&|<>()*?[\]#~!{}]/.test(character)) {
      throw new Error(`A shell would not take ${JSON.stringify(character)} as it is.`);
    } else word = (word ?? '') + character;
  }
  return word === undefined ? words : [...words, word];
}
