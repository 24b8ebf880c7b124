// An answer is a row of regions: each element with data-region="name" takes the place of the page's element of that name, and what the
// page has not is left out. Words of what was done (data-toast) and of drafts that were saved go where the page keeps them.
const keep = (element, place) => {
  place.append(element);
  element.dispatchEvent(new CustomEvent('crm:added', { bubbles: true }));
};

export function parse(html) {
  return new DOMParser().parseFromString(html, 'text/html');
}

// Returns the names of the regions that the page now has from the answer.
export function swap(answer) {
  // First of all, so that a fresh form does not find the words of the one that was saved.
  for (const saved of answer.querySelectorAll('[data-draft-saved]')) keep(document.importNode(saved, true), document.body);
  const names = [];
  for (const fresh of answer.querySelectorAll('[data-region]')) {
    const old = document.querySelector(`[data-region="${CSS.escape(fresh.dataset.region)}"]`);
    if (!old || fresh.parentElement.closest('[data-region]')) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
    const copy = document.importNode(fresh, true);
    old.replaceWith(copy);
    window.htmx?.process(copy);
    copy.dispatchEvent(new CustomEvent('crm:added', { bubbles: true }));
    if (focused && !copy.contains(document.activeElement)) document.getElementById(focused)?.focus({ preventScroll: true });
    names.push(fresh.dataset.region);
  }
  const toasts = document.querySelector('[data-toasts]');
  for (const note of answer.querySelectorAll('[data-toast]')) if (toasts) keep(document.importNode(note, true), toasts);
  return names;
}
