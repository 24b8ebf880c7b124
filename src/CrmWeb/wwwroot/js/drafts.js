// What is typed into a form (data-draft) is kept in this browser until the server says that it was saved: the next page then
// carries data-draft-saved with the form's key. A form that changes what is there keeps its version too, so that what others saved
// since is merged and not overwritten. No password is kept. Kept for a week, for one user and address, and forgotten at sign-out and when
// somebody else signs in.
import { part } from './parts.js';
import { say } from './toast.js';
import { values } from './values.js';

const { user, textDraftOffline } = document.body.dataset;
const prefix = 'draft:';
const week = 7 * 24 * 3600 * 1000;
// What names the form and is not typed; of a page shown anew it is another.
const own = /(^|\.)(CreationKey|Version|Seen)$|^__draft$/;
const secret = /password|secret|refreshtoken/i;
const keyOf = form => (form.elements['Form.CreationKey'] ?? form.elements.__draft)?.value;
const token = '__RequestVerificationToken';

const store = () => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};
const storage = store();

const keys = () => (storage ? Object.keys(storage).filter(key => key.startsWith(prefix)) : []);
const read = key => {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
};

let signedOut = false;
// Keys of forms that the server has said were saved, since this page was opened: what is left of such a form keeps nothing any more.
const carriedOut = new Set();
// Forms with something typed that is not kept yet.
const waiting = new Map();
window.addEventListener('pagehide', () => [...waiting.values()].forEach(save => save()));

// Signed out in another tab since this page was opened.
const isOver = () => signedOut || Number(storage.getItem('signed-out') ?? 0) > performance.timeOrigin;

// What was chosen of lists (choice/recent.js) is of the same person.
const forgetChosen = isOurs => Object.keys(storage).filter(key => key.startsWith('recent:') && !isOurs?.(key)).forEach(key => storage.removeItem(key));

function forgetAll() {
  signedOut = true;
  keys().forEach(key => storage.removeItem(key));
  forgetChosen();
}

function forgetSaved() {
  forgetChosen(key => key.startsWith(`recent:${user}:`));
  document.querySelectorAll('[data-draft-saved]').forEach(element => carriedOut.add(element.dataset.draftSaved));
  for (const key of keys()) {
    const draft = read(key);
    if (!draft || !key.startsWith(`${prefix}${user}:`) || Date.now() - draft.at > week || carriedOut.has(draft.key)) storage.removeItem(key);
  }
}

const fields = form => values(form).filter(([name]) => name !== token && !secret.test(name) && !['password', 'file'].includes(form.elements[name]?.type));
const typed = values => JSON.stringify(values.filter(([name]) => !own.test(name)));
const same = (one, other) => typed(one) === typed(other);

// As the server sent it: somebody may have typed before this module was there.
function pristine(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return fields(copy);
}

function keep(form) {
  // A panel keeps what is typed under the address of its own page.
  const key = `${prefix}${user}:${form.dataset.draftAt ?? `${location.pathname}${location.search}`}:${form.dataset.draft}`;
  const before = pristine(form);
  let timer;
  // As long as what is kept is not in the form yet, nothing takes its place.
  let isWaiting = false;
  const save = () => {
    clearTimeout(timer);
    waiting.delete(form);
    if (isOver() || isWaiting || carriedOut.has(keyOf(form))) return;
    const now = fields(form);
    try {
      if (same(now, before) && !form.hasAttribute('data-unsaved')) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify({ at: Date.now(), key: keyOf(form), fields: now }));
    } catch {
      // Storage is full: typing goes on without.
    }
  };

  const draft = read(key);
  if (form.hasAttribute('data-unsaved')) {
    // It came back with everything typed, and maybe with a new key.
    save();
  } else if (draft && !same(draft.fields, before)) {
    isWaiting = true;
    part('drafts').then(({ default: restore }) => restore(form, draft.fields, before, {
      forget: () => storage.removeItem(key),
      restored: () => { isWaiting = false; },
      save,
    }), () => {});
  } else if (!same(fields(form), before)) {
    save();
  }

  const later = () => {
    clearTimeout(timer);
    waiting.set(form, save);
    timer = setTimeout(save, 300);
  };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  // Before other listeners, which take the form for sent.
  form.addEventListener('submit', event => {
    save();
    if (navigator.onLine === false) {
      event.preventDefault();
      event.stopImmediatePropagation();
      say(textDraftOffline);
    }
  }, { capture: true });
}

export default function drafts(element) {
  if (!storage || !user) return;
  if (element.matches('[data-forget-drafts]')) element.addEventListener('submit', forgetAll);
  else {
    forgetSaved();
    if (element.hasAttribute('data-draft') && element.dataset.draft !== 'off') keep(element);
  }
}
