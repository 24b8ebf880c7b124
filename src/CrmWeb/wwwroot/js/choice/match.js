// Whether an entry is what somebody types. The server has folded and spelled its names (Search/ChoiceKey.cs); what is typed is folded
// here by the same table, as far as these entries need it.
const marks = /[\p{P}\p{S}\p{Z}]/gu;
const plain = text => text.normalize('NFKC').toLowerCase().replace(marks, '');

export const variantsOf = pairs => {
  const characters = [...pairs];
  return new Map(characters.flatMap((typed, i) => (i % 2 === 0 ? [[typed, characters[i + 1]]] : [])));
};

export const wordsOf = (typed, variants) => typed.split(/\s+/u)
  .map(word => [...plain(word)].map(character => variants.get(character) ?? character).join('')).filter(Boolean);

export const keyOf = (text, [words, spellings] = []) => ({
  names: (words ? words.split('|') : [text]).map(plain),
  // Of Latin names a word is found by its beginning, not in the middle: it is no furniture.
  latin: (words ?? text).toLowerCase().split(/[^a-z0-9]+/),
  spellings: (spellings ? spellings.split('|') : []).map(spelling => spelling.split(' ')),
});

// hdq, huadong and huadq all spell hua dong qu: of each syllable at least the beginning, the last one may stop anywhere.
function spells(typed, syllables, at) {
  if (typed === '') return true;
  const syllable = syllables[at];
  if (!syllable) return false;
  for (let length = Math.min(typed.length, syllable.length); length > 0; length--) {
    if (typed.startsWith(syllable.slice(0, length)) && spells(typed.slice(length), syllables, at + 1)) return true;
  }
  return false;
}

function rankOf(word, { names, latin, spellings }) {
  const isLatin = /^[a-z0-9]+$/.test(word);
  if (names.includes(word)) return 0;
  if (names.length > 0 && names[0].startsWith(word)) return 1;
  if (names.length > 0 && !isLatin && names[0].includes(word)) return 2;
  if (names.some(name => name.startsWith(word))) return 3;
  if (isLatin && spellings.some(syllables => spells(word, syllables, 0))) return 4;
  if (isLatin ? latin.some(one => one.startsWith(word)) : names.some(name => name.includes(word))) return 5;
  if (isLatin && spellings.some(syllables => syllables.some((_, at) => spells(word, syllables, at)))) return 6;
  return -1;
}

// The entries that hold every word, the likeliest first, otherwise in their order.
export function matching(entries, words) {
  if (words.length === 0) return entries;
  const found = [];
  for (const entry of entries) {
    const ranks = words.map(word => rankOf(word, entry.key));
    if (!ranks.includes(-1)) found.push([ranks.reduce((sum, rank) => sum + rank), entry]);
  }
  return found.sort(([one], [other]) => one - other).map(([, entry]) => entry);
}
