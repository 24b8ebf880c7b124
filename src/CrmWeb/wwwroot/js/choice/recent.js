// What this person chose of a list before, in this browser: codes, no names. drafts.js and before-paint.js forget them with the drafts,
// at sign-out and when somebody else signs in.
const most = 5;
const keyOf = select => `recent:${document.body.dataset.user}:${(select.dataset.choices ?? select.name.replace(/\[\d+\]/g, '')).split('?')[0]}`;

export function recent(select) {
  try {
    const values = JSON.parse(localStorage.getItem(keyOf(select)));
    return Array.isArray(values) ? values : [];
  } catch {
    return []; // Nothing kept, or storage is switched off.
  }
}

export function remember(select, value) {
  if (!document.body.dataset.user || !value) return;
  try {
    localStorage.setItem(keyOf(select), JSON.stringify([value, ...recent(select).filter(other => other !== value)].slice(0, most)));
  } catch {
    // Storage is full or switched off: nothing is recent.
  }
}
