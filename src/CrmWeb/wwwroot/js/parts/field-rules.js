// What a form's validator declares of a field (data-val-*), said on leaving the field and before sending, in the place and the words
// in which the server says it. A text is refused here only where the server is sure to refuse it: what it takes out of a text before
// its rules is taken out here too, and what the two might judge differently is left to the server.
import { ValidationService } from 'aspnet-client-validation';

// Control characters, invisible ones and halves of pairs; what stays of the invisible ones inside emoji is counted by the server.
const unseen = /[\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\ufff0-\ufffb]|(?![\n\t])\p{Cc}/gu;
const seen = value => value.replace(/\r\n?/g, '\n').replace(unseen, '').trim();
const isNumber = value => /^-?\d{1,9}$/.test(value);

const service = new ValidationService();
// A number with something invisible in it is no number, and a password is taken as it stands: other messages.
const isBlank = (value, field) => (field.inputMode || field.type === 'password' ? /^(?:(?!\ufeff)\s)*$/.test(value) : seen(value) === '');
service.addProvider('required', (value, field) => !isBlank(value, field));
// Only passwords have a shortest length; nothing is taken out of them.
service.addProvider('minlength', (value, field, { min }) => value === '' || value.length >= Number(min));
service.addProvider('maxlength', (value, field, { max }) => seen(value).length <= Number(max));
service.addProvider('range', (value, field, { min, max }) => !isNumber(value.trim())
  || (Number(value) >= Number(min) && Number(value) <= Number(max)));
// A character that this browser does not know yet may be a letter for the server.
service.addProvider('regex', (value, field, { pattern }) => seen(value) === '' || /\p{Cn}/u.test(value)
  || new RegExp(pattern, 'u').test(seen(value)));
// The form is held back below, at once and for all listeners; the library would send it by itself a moment later.
service.shouldValidate = () => false;

// What the server has said of a field stays until the field is changed.
const changed = new WeakSet();
const place = field => document.getElementById(`${field.id}_error`);
const isRefused = field => field.getAttribute('aria-invalid') === 'true';
const notes = field => (field.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id && id !== `${field.id}_error`);

service.addError = (field, message) => {
  service.summary[service.getElementUID(field)] = message;
  let words = place(field);
  if (!words) {
    words = document.createElement('div');
    words.id = `${field.id}_error`;
    words.className = 'invalid-feedback';
    (field.closest('.field') ?? field.parentElement).append(words);
  }
  if (words.textContent !== message) words.textContent = message;
  field.classList.add('is-invalid');
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', [...notes(field), words.id].join(' '));
};

service.removeError = field => {
  const uid = service.getElementUID(field);
  const isOurs = uid in service.summary;
  delete service.summary[uid];
  if (!isRefused(field) || !(isOurs || changed.has(field))) return;
  place(field)?.remove();
  field.classList.remove('is-invalid');
  field.removeAttribute('aria-invalid');
  if (notes(field).length > 0) field.setAttribute('aria-describedby', notes(field).join(' '));
  else field.removeAttribute('aria-describedby');
};

const isTracked = field => field.dataset?.val === 'true';
// None of the rules asks anybody, so that the answer is there when the call returns.
const passes = field => service.isFieldValid(field, true, () => {});

// A message that appears between pressing and letting go would move what is being pressed away from under the pointer.
let isPressed = false;
let left = [];
document.addEventListener('pointerdown', () => { isPressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => setTimeout(() => {
    isPressed = false;
    left.forEach(field => field.isConnected && passes(field));
    left = [];
  }), true);
}

document.addEventListener('focusout', ({ target }) => {
  // Another window came to the front: nobody has left the field.
  if (!isTracked(target) || !document.hasFocus()) return;
  if (isPressed) left.push(target);
  else passes(target);
});

// The last one comes from rules-when-needed.js, for what was changed before these rules were there.
for (const kind of ['input', 'change', 'crm:changed']) {
  document.addEventListener(kind, ({ target }) => {
    if (!isTracked(target)) return;
    changed.add(target);
    if (isRefused(target)) passes(target);
  });
}

function summarize(form, refused) {
  const template = form.querySelector('template[data-errors-template]');
  let summary = form.querySelector('[data-errors]');
  if (!summary && template) {
    summary = template.content.firstElementChild.cloneNode(true);
    summary.dataset.errorsOfPage = '';
    template.before(summary);
    summary.dispatchEvent(new CustomEvent('crm:added', { bubbles: true }));
  }
  if (!summary) return;
  const list = summary.querySelector('ul');
  const links = [...list.querySelectorAll('a')];
  // What the server said of fields that are right now is over; what it said of others and of the whole form is not.
  for (const link of links) {
    const field = document.getElementById(link.hash.slice(1));
    if (field && isTracked(field) && changed.has(field) && !isRefused(field)) link.closest('li').remove();
  }
  for (const field of refused) {
    const message = place(field).textContent;
    if ([...list.querySelectorAll('a')].some(link => link.hash === `#${field.id}`)) continue;
    const link = document.createElement('a');
    link.href = `#${field.id}`;
    link.textContent = message;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
}

// Before every other listener: none of them may take the form for sent.
window.addEventListener('submit', event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.submitter?.formNoValidate) return;
  const refused = [...form.elements].filter(field => isTracked(field) && !passes(field));
  if (refused.length === 0) {
    form.querySelector('[data-errors-of-page]')?.remove();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  form.querySelector('[data-errors-of-page]')?.remove();
  summarize(form, refused);
  refused[0].scrollIntoView({ block: 'center' });
  refused[0].focus({ preventScroll: true });
}, true);

// The listeners above ask; the library's own, which wait for a third of a second, hear nothing.
export default function fieldRules(field) {
  field.dataset.valEvent = 'crm:asked';
  service.addInput(field);
}
