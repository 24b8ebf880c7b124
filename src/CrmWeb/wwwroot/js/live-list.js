// A list that changes where it stands: its links and forms marked data-live fetch the list's next view and put it in place of this one,
// the address and the history go along. Without script they are links and forms like any others. Choosing rows, keys and columns are a
// part of their own (parts/list.js), which is told by events when the rows change.
import { htmx } from './htmx-when-needed.js';
import { part } from './parts.js';

const typingPause = 300;
const condition = 'details[id^="condition-"]';

export default function liveList(list) {
  let wanted = 0;
  let shown = location.pathname + location.search;
  const tell = (name, detail) => list.dispatchEvent(new CustomEvent(name, { detail }));
  const form = () => list.querySelector('.list-filter');

  // What only opens an editor replaces the line of conditions alone and is no view of its own.
  async function show(address, { target = '#list', push = true } = {}) {
    const turn = ++wanted;
    const focused = document.activeElement?.closest(condition)?.id;
    if (push) tell('crm:list-leave');
    list.setAttribute('aria-busy', 'true');
    let swapped = false;
    const seen = () => { swapped = true; };
    list.addEventListener('htmx:after:swap', seen, { once: true });
    await (await htmx()).ajax('GET', address, { source: list, target, select: target, swap: 'outerMorph' });
    list.removeEventListener('htmx:after:swap', seen);
    if (turn !== wanted) return;

    // There was no answer, or it was no list: a page that says why, to be seen as a whole.
    if (!swapped || !list.isConnected) return location.assign(address);
    list.removeAttribute('aria-busy');
    if (push) history.pushState({ list: true }, '', address);
    shown = location.pathname + location.search;
    settle();
    if (target === '#list') tell('crm:list-shown', { back: !push });
    const opened = list.querySelector(`${condition}[open]`);
    if (opened) begin(opened);
    else if (focused && document.activeElement === document.body) (document.getElementById(focused) ?? document.getElementById('condition-add'))?.querySelector('summary').focus();
  }

  // Fields take the values of the new view, whatever was typed into them; what is being searched for stays as it is being typed.
  function settle() {
    const search = form()?.querySelector('[data-live-search]');
    const typed = search === document.activeElement ? search?.value : undefined;
    form()?.reset();
    if (typed !== undefined) search.value = typed;
  }

  const begin = opened => opened.querySelector('.condition-editor :is(input, select, a, button):not([hidden])')?.focus();

  const addressOf = fields => {
    const query = new URLSearchParams([...new FormData(fields)].filter(([, value]) => value !== ''));
    return fields.getAttribute('action') + (query.size ? `?${query}` : '');
  };

  list.addEventListener('click', event => {
    const link = event.target.closest('a[data-live], .pager a, a.sort');
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    show((event.shiftKey && link.dataset.sortAlso) || link.getAttribute('href'), link.dataset.live === 'conditions' ? { target: '#conditions', push: false } : {});
  });
  list.addEventListener('submit', event => {
    if (!event.target.hasAttribute('data-live')) return;
    event.preventDefault();
    show(addressOf(event.target));
  });
  list.addEventListener('change', event => {
    if (event.target.matches('select[data-live]')) show(addressOf(event.target.form));
  });
  let pause;
  list.addEventListener('input', event => {
    if (!event.target.matches('[data-live-search]')) return;
    clearTimeout(pause);
    pause = setTimeout(() => show(addressOf(event.target.form)), typingPause);
  });
  list.addEventListener('toggle', event => {
    if (event.target.open && event.target.matches(condition)) begin(event.target);
  }, true);
  document.addEventListener('crm:refresh', () => show(shown, { push: false }));
  window.addEventListener('popstate', () => {
    if (location.pathname + location.search !== shown) show(location.href, { push: false });
  });

  // A key that was pressed before the part was there is pressed for it again.
  const starts = ['pointerover', 'focusin', 'keydown'];
  const start = async event => {
    starts.forEach(name => document.removeEventListener(name, start));
    const { default: rows } = await part('list');
    rows(list);
    if (/^[jkx/?]$/.test(event?.key) && !event.ctrlKey && !event.metaKey) event.target.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, bubbles: true }));
  };
  // Ticks outlast leaving and Back; whoever comes anew, after something was done with them too, begins without.
  const kept = `list:${location.pathname}`;
  if (performance.getEntriesByType('navigation')[0]?.type === 'navigate') sessionStorage.removeItem(kept);
  if (sessionStorage.getItem(kept)) start();
  else starts.forEach(name => document.addEventListener(name, start));
}
