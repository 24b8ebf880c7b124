// The everyday form: sent once, Ctrl+Enter saves, leaving it changed is asked about.
import { values } from './values.js';

const content = form => JSON.stringify(values(form).filter(([name]) => name !== '__RequestVerificationToken'));

// A page that is a form begins in it: in the first field that waits for something, otherwise in the first one. Not where a keyboard
// would come up over what there is to read, and not where something has the attention already.
function begin(form) {
  if (!form.parentElement.matches('main') || form.method !== 'post' || !matchMedia('(pointer: fine)').matches) return;
  if (location.hash || document.activeElement !== document.body || form.querySelector('[data-errors]')) return;
  const fields = [...form.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select')]
    .filter(field => !field.disabled && !field.readOnly && field.checkVisibility());
  const first = fields.find(field => field.value === '' && field.getAttribute('aria-required') === 'true') ?? fields[0];
  if (!first) return;
  // Nobody has begun yet: what comes with the first touch need not come for this.
  const quietly = event => event.stopImmediatePropagation();
  addEventListener('focusin', quietly, true);
  first.focus({ preventScroll: true });
  removeEventListener('focusin', quietly, true);

  // Nobody has asked to be there: pressing elsewhere at once is no leaving that a rule has something to say to.
  let isPressed = false;
  const leave = event => {
    if (isPressed && event.target === first && first.value === '') event.stopImmediatePropagation();
    removeEventListener('focusout', leave, true);
  };
  addEventListener('pointerdown', () => { isPressed = true; }, { capture: true, once: true });
  addEventListener('keydown', () => removeEventListener('focusout', leave, true), { capture: true, once: true });
  addEventListener('focusout', leave, true);
}

// How each form began, and whether it is being sent: a region that is put in place of another has forms of its own, the page has one ear.
const states = new WeakMap();
const buttons = form => [...form.elements].filter(element => element.type === 'submit');
const known = () => [...document.forms].filter(form => states.has(form));

// Back from the next page the forms are alive again.
window.addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const form of known()) {
    delete form.dataset.sent;
    states.get(form).leaving = false;
    buttons(form).forEach(button => {
      button.disabled = false;
      button.removeAttribute('aria-busy');
    });
  }
});

window.addEventListener('beforeunload', event => {
  const isChanged = form => form.method === 'post' && !form.hasAttribute('data-leave-freely') && !states.get(form).leaving && content(form) !== states.get(form).before;
  if (known().some(isChanged)) event.preventDefault();
});

export default function everydayForm(form) {
  begin(form);

  // A form that came back, with errors or after signing in again, holds what is not saved yet.
  const state = { before: form.hasAttribute('data-unsaved') ? null : content(form), leaving: false };
  states.set(form, state);

  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    // After the other listeners: a question before sending (data-confirm) may hold the form back.
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      form.dataset.sent = 'true';
      state.leaving = true;
      // The pressed button's own value must still be sent, so it is disabled a moment later.
      setTimeout(() => buttons(form).forEach(button => { button.disabled = true; }));
      event.submitter?.setAttribute('aria-busy', 'true');
    });
  });

  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('.btn-primary[type="submit"]') ?? undefined);
    }
  });
}
