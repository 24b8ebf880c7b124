// What a list offers and by what it is found, asked of the server once.
import { keyOf, variantsOf } from './match.js';

const token = () => document.querySelector('input[name="__RequestVerificationToken"]')?.value ?? '';
const answers = new Map();

async function ask(address, fields, signal) {
  const answer = await fetch(address, {
    method: fields ? 'POST' : 'GET',
    headers: { Accept: 'application/json', ...(fields && { 'X-CSRF-TOKEN': token() }) },
    body: fields && new URLSearchParams(fields),
    signal,
  });
  const told = /json/.test(answer.headers.get('Content-Type') ?? '') && !answer.redirected ? await answer.json() : null;
  if (!answer.ok || !told) throw Object.assign(new Error(`${answer.status}`), { status: answer.status, said: told?.said });
  return told;
}

function once(address, fields) {
  const key = `${address} ${fields?.Names ?? ''}`;
  if (!answers.has(key)) answers.set(key, ask(address, fields).catch(error => { answers.delete(key); throw error; }));
  return answers.get(key);
}

// All choices in place of the chosen ones, which stay chosen and what a form begins with.
function fill(select, items) {
  const now = [...select.options];
  const groups = new Map();
  const fresh = document.createDocumentFragment();
  const known = new Set(items.map(([value]) => value));
  fresh.append(...now.filter(option => option.value === '' || (option.text && !known.has(option.value))));
  for (const [value, text, group] of items) {
    const before = now.find(option => option.value === value);
    const option = new Option(text, value, before?.defaultSelected ?? false, before?.selected ?? false);
    if (group && !groups.has(group)) {
      groups.set(group, Object.assign(document.createElement('optgroup'), { label: group }));
      fresh.append(groups.get(group));
    }
    (groups.get(group) ?? fresh).append(option);
  }
  select.replaceChildren(fresh);
}

// Words and keys of a list; where its choices are not in the page, they are afterwards.
export async function load(select) {
  const { choices, filled } = select.dataset;
  if (choices) {
    const { words, variants, items } = await once(choices);
    if (filled !== choices) {
      select.dataset.filled = choices;
      fill(select, items);
    }
    const keys = new Map(items.map(([value, text,, ...key]) => [value, keyOf(text, key)]));
    return { words, variants: variantsOf(variants), keys };
  }
  const options = [...select.options];
  const { words, variants, items } = await once('/choices/keys', { Names: options.map(option => option.text.replace(/\s+/g, ' ')).join('\n') });
  return { words, variants: variantsOf(variants), keys: new Map(options.map((option, i) => [option.value, keyOf(option.text, items[i])])) };
}

export const found = (address, typed, signal) => ask(`${address}?q=${encodeURIComponent(typed)}`, null, signal);

export const create = (address, name, group) => ask(address, { Name: name, Group: group });
