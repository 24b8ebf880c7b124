// Puts what drafts.js kept of a form back into it, and offers to do without.
import { isChanged } from '../changed.js';
import { put } from '../choose.js';

const { textDraftKept, textDraftDiscard } = document.body.dataset;
const token = '__RequestVerificationToken';

// Rows of a list that the draft has and the page does not.
async function addRows(form, names) {
  for (const group of form.querySelectorAll('[data-repeat]')) {
    const add = group.querySelector('[data-repeat-add]');
    const wanted = Math.max(-1, ...names.filter(name => name.startsWith(`${group.dataset.repeat}[`))
      .map(name => Number.parseInt(name.slice(group.dataset.repeat.length + 1), 10)).filter(Number.isFinite)) + 1;
    for (let wait = 0; wait < 30 && add?.hidden; wait++) await new Promise(resolve => requestAnimationFrame(resolve));
    for (let have = group.querySelectorAll('[data-repeat-row]').length; add && have < wanted && have < 30; have++) add.click();
  }
}

async function fill(form, values) {
  await addRows(form, values.map(([name]) => name));
  const left = new Map();
  for (const [name, value] of values) left.set(name, [...(left.get(name) ?? []), value]);
  for (const element of form.elements) {
    if (!element.name || element.name === token || element.type === 'submit') continue;
    // The hidden twin of a checkbox says what is sent when the box is empty.
    if (element.type === 'hidden' && form.querySelector(`input[type="checkbox"][name="${CSS.escape(element.name)}"]`)) continue;
    const given = left.get(element.name) ?? [];
    if (element.type === 'checkbox' || element.type === 'radio') element.checked = given.includes(element.value);
    else if (element.multiple || given.length > 0) put(element, given);
    else continue;
    element.dispatchEvent(new Event('change', { bubbles: true }));
    if (element.value && element.type !== 'hidden') unfold(element);
  }
}

// A restored text nobody sees would be a surprise later on.
function unfold(element) {
  if (isChanged(element)) element.closest('details')?.setAttribute('open', '');
}

function note(form, discard) {
  const line = document.createElement('div');
  line.className = 'notice draft-note';
  line.setAttribute('role', 'status');
  const words = document.createElement('span');
  words.textContent = textDraftKept;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-sm';
  button.textContent = textDraftDiscard;
  button.addEventListener('click', () => {
    line.remove();
    discard();
  });
  line.append(words, ' · ', button);
  form.prepend(line);
}

export default async function restore(form, kept, before, { forget, restored, save }) {
  await fill(form, kept);
  restored();
  note(form, () => {
    forget();
    fill(form, before).then(save);
  });
}
