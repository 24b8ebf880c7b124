// A folded section stays as its reader left it: <details data-remember="customer.company">. One with errors stays open.
const prefix = 'fold.';

export default function remember(section) {
  const key = prefix + section.dataset.remember;
  const forced = section.dataset.keepOpen === 'true';
  try {
    const state = localStorage.getItem(key);
    if (state && !forced) section.open = state === 'open';
  } catch {
    return;
  }
  // Only what the reader does is remembered, not what a script or an error opens.
  section.querySelector(':scope > summary').addEventListener('click', () => {
    try {
      localStorage.setItem(key, section.open ? 'closed' : 'open');
    } catch {
      // Storage is full or switched off: the section still folds.
    }
  });
}
