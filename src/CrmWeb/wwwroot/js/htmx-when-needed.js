// htmx is half of the script. It comes with the first touch of a page that has something for it, and at once where this browser keeps it
// since another page; whatever was begun until it is there is asked again then.
import { part } from './parts.js';

const uses = ['get', 'post', 'put', 'patch', 'delete'].map(verb => `[hx-${verb}]`).join();
const key = 'htmx';
const address = document.querySelector('script[data-parts]').dataset.parts.split(' ').find(one => one.includes('/htmx.min.'));
const changed = new Map();
let coming;
let isHere = false;

const remembered = () => {
  try {
    return localStorage.getItem(key) === address;
  } catch {
    return false;
  }
};

export function htmx() {
  coming ??= part('htmx').then(async module => {
    // It looks at the page a moment after it is there.
    await new Promise(done => setTimeout(done));
    isHere = true;
    try {
      localStorage.setItem(key, address);
    } catch {
      // Storage is full or switched off: it comes with the first touch every time.
    }
    for (const [field, kind] of changed) field.isConnected && field.dispatchEvent(new Event(kind, { bubbles: true }));
    changed.clear();
    return module.default;
  }, error => {
    coming = undefined;
    throw error;
  });
  return coming;
}

// Where it does not come, the page answers as it does without script. A field that has the focus from the start is no touch yet.
const begin = () => {
  if (!coming && document.querySelector(uses)) htmx().catch(() => {});
};
for (const kind of ['pointerover', 'pointerdown', 'touchstart', 'keydown']) document.addEventListener(kind, begin, { capture: true, passive: true });

// Fields that htmx asks about, by themselves, as the source of another's question, or as part of a form that is.
const isSource = element => element?.id && document.querySelector(`[hx-trigger*="from:#${CSS.escape(element.id)}"]`);
const isAsked = field => field.matches(uses) || isSource(field) || isSource(field.form);
for (const kind of ['input', 'change']) {
  document.addEventListener(kind, ({ target }) => {
    if (isHere || !(target instanceof Element) || !isAsked(target)) return;
    changed.set(target, kind);
    begin(); // filled in without a key or a pointer: pasted, spoken, by the browser
  }, true);
}

if (remembered() || document.querySelector('[hx-trigger^="every"], [hx-trigger*="load"]')) begin();
