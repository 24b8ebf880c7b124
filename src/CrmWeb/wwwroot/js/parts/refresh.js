// After a form that is answered without leaving the page (data-refreshes) the page's regions are fetched anew: rows that are done go,
// numbers are right. What somebody is typing stays, and so do the ticks.
import { parse, swap } from '../regions.js';

const typed = 'input:not([type="hidden"]):not([type="checkbox"]), textarea, select';
const isTyping = region => [...region.querySelectorAll(typed)].some(field => field === document.activeElement
  || (field instanceof HTMLSelectElement ? [...field.options].some(option => option.selected !== option.defaultSelected && option.defaultSelected) : field.value !== field.defaultValue));

export default async function refresh() {
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
  swap(fresh);
  for (const box of document.querySelectorAll('input[type="checkbox"][form]')) {
    if (!ticks.has(`${box.name}=${box.value}`)) continue;
    box.checked = true;
    box.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
