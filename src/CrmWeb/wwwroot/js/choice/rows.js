// What the open list shows: for nothing typed what was chosen lately and then everything in its groups, otherwise what fits, and where
// somebody may keep tags a way to make the one that is missing.
import { keyOf, matching, wordsOf } from './match.js';
import { create } from './source.js';

const long = 12; // from here on what was chosen lately stands on top
const groupOf = option => (option.parentElement instanceof HTMLOptGroupElement ? option.parentElement.label : '');

function makers(select, name, { words, pick, say }) {
  if (!select.dataset.create || !words) return [];
  return [...select.querySelectorAll('optgroup[data-id]')].map(group => ({
    text: words.new.replace('{0}', name).replace('{1}', group.label),
    act: () => create(select.dataset.create, name, group.dataset.id).then(made => {
      const option = new Option(made.text, made.value);
      option.dataset.colour = made.colour;
      group.append(option);
      pick(option);
    }, error => say(error.said ?? document.body.dataset.textFailed)),
  }));
}

export function rowsOf(select, about) {
  const { typed, keys, variants, pick } = about;
  const row = (option, more) => ({ text: option.text.trim(), colour: option.dataset.colour, isChosen: option.selected, act: () => pick(option), ...more });
  const all = [...select.options].filter(option => option.value !== '' && !option.disabled)
    .map(option => ({ option, key: keys.get(option.value) ?? keyOf(option.text) }));
  const words = wordsOf(typed, variants);
  if (words.length > 0) {
    const hits = matching(all, words);
    const isThere = hits.some(({ key }) => key.names[0] === words.join(''));
    return [...hits.map(({ option }) => row(option, { hint: groupOf(option) === option.text ? '' : groupOf(option) })), ...(isThere ? [] : makers(select, typed.trim(), about))];
  }
  const lately = all.length < long ? [] : about.lately.map(value => all.find(({ option }) => option.value === value)).filter(Boolean);
  const none = select.multiple || select.value === '' ? null : [...select.options].find(option => option.value === '');
  return [
    ...(none ? [row(none)] : []),
    ...lately.map(({ option }) => row(option, { group: about.words?.recent ?? ' ' })),
    ...all.map(({ option }) => row(option, { group: groupOf(option) })),
  ];
}
