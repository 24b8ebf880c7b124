// After a form that is answered without leaving the page (data-refreshes) the page's regions are fetched anew: rows that are done go,
// numbers are right. What somebody is typing stays, and so do the ticks and the place among the rows.
import { isChanged } from '../changed.js';
import { parse, swap } from '../regions.js';

const typed = 'input:not([type="hidden"]):not([type="checkbox"]), textarea, select';
const isTyping = region => [...region.querySelectorAll(typed)].some(field => field === document.activeElement || isChanged(field));

const rows = () => [...document.querySelectorAll('[data-row-keys] > *')];

// Where a row was left with the focus in it, the one that stands in its place has it.
function keepPlace(sentFrom, change) {
  const { activeElement } = document;
  const at = rows().findIndex(row => row.contains(activeElement === document.body ? sentFrom : activeElement));
  change();
  if (at < 0 || document.activeElement !== document.body) return;
  const row = rows()[Math.min(at, rows().length - 1)];
  if (row) row.tabIndex = -1;
  (row ?? document.getElementById('content')).focus({ preventScroll: true });
}

// sentFrom had the focus when the form was sent.
export default async function refresh(sentFrom) {
  document.dispatchEvent(new CustomEvent('crm:refresh')); // lists fetch themselves
  if (!document.querySelector('main [data-region]')) return;
  let fresh;
  try {
    const answer = await fetch(location.href, { credentials: 'same-origin' });
    if (!answer.ok || new URL(answer.url).pathname !== location.pathname) return;
    fresh = parse(await answer.text());
  } catch {
    return; // the page as it is will do
  }
  for (const region of document.querySelectorAll('[data-region]')) {
    if (region.closest('dialog') || isTyping(region)) fresh.querySelector(`[data-region="${CSS.escape(region.dataset.region)}"]`)?.removeAttribute('data-region');
  }
  const ticks = new Set([...document.querySelectorAll('input[type="checkbox"][form]:checked')].map(box => `${box.name}=${box.value}`));
  keepPlace(sentFrom, () => swap(fresh));
  for (const box of document.querySelectorAll('input[type="checkbox"][form]')) {
    if (!ticks.has(`${box.name}=${box.value}`)) continue;
    box.checked = true;
    box.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
