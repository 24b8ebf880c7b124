// The rules of fields (parts/field-rules.js) and their library are an eighth of a first visit, so they come when somebody begins with a form.
// Whatever happens until they are there is asked again then; where they do not come, the server says the same.
import { part } from './parts.js';

const fields = [];
const left = new Set();
const changed = new Set();
let coming = null;
let add = null;

const isTracked = field => field?.dataset?.val === 'true';

// A message that appears between pressing and letting go would move what is being pressed away from under the pointer.
let isPressed = false;
document.addEventListener('pointerdown', () => { isPressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => { isPressed = false; }, true);
const released = () => isPressed && new Promise(done => {
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => setTimeout(done), { once: true });
});

function load() {
  coming ??= part('field-rules').catch(() => ({ default() {} })).then(async ({ default: rules }) => {
    await released();
    add = rules;
    fields.forEach(field => add(field));
    changed.forEach(field => field.isConnected && field.dispatchEvent(new CustomEvent('crm:changed', { bubbles: true })));
    left.forEach(field => field.isConnected && field.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
  });
  return coming;
}

for (const kind of ['keydown', 'pointerdown', 'input', 'change']) {
  document.addEventListener(kind, ({ target }) => {
    if (!add && isTracked(target) && (kind === 'input' || kind === 'change')) changed.add(target);
    if (!coming && (isTracked(target) || target.form?.querySelector?.('[data-val]'))) load();
  }, true);
}

document.addEventListener('focusout', ({ target }) => {
  if (add || !isTracked(target) || !document.hasFocus()) return;
  left.add(target);
  load();
}, true);

// Before every other listener: none of them may take the form for sent.
window.addEventListener('submit', event => {
  const { target: form, submitter } = event;
  if (add || !(form instanceof HTMLFormElement) || submitter?.formNoValidate || !form.querySelector('[data-val]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  load().then(() => form.requestSubmit(submitter));
}, true);

export default function rulesWhenNeeded(field) {
  field.dataset.valEvent = 'crm:asked';
  if (add) add(field);
  else fields.push(field);
}
