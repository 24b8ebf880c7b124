// A list that changes where it stands: its links and forms marked data-live fetch the list's next view and put it in place of this one,
// the address and the history go along. Without script they are links and forms like any others. Choosing rows, keys and columns are a
// part of their own (parts/list.js), which is told by an event when the rows change.
import { htmx } from './htmx-when-needed.js';
import { part } from './parts.js';

const typingPause = 300;
const condition = 'details[id^="condition-"]';
const here = () => location.pathname + location.search;
const relative = address => {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
};

// Of a view that was left for another one the browser scrolls nothing: its rows are not there yet when it would.
function findPlace() {
  if (history.scrollRestoration === 'manual') scrollTo({ top: history.state?.top, behavior: 'instant' });
  history.scrollRestoration = 'auto';
}

export default function liveList(list) {
  findPlace();
  let turn = 0;
  let asked = here(); // the view that is shown, or on its way
  let pause;
  let running = Promise.resolve();
  const form = () => list.querySelector('.list-filter');
  const rows = () => [...list.querySelectorAll('tr[data-row]')];
  const seen = selector => [...list.querySelectorAll(selector)].find(element => element.checkVisibility());

  // True once the answer stands in the page. An answer that is no list, or none at all, is not put there.
  async function fetched(address, target, before) {
    let isThere = false;
    const swapped = ({ detail: { ctx } }) => { isThere ||= ctx.sourceElement === list && ctx.swap !== 'none'; };
    list.addEventListener('htmx:before:swap', before);
    list.addEventListener('htmx:after:swap', swapped);
    try {
      await (await htmx()).ajax('GET', address, { source: list, target, select: target, swap: 'outerMorph' });
    } catch {
      return false;
    } finally {
      list.removeEventListener('htmx:before:swap', before);
      list.removeEventListener('htmx:after:swap', swapped);
    }
    return isThere && list.isConnected;
  }

  // What only opens an editor replaces the line of conditions alone and is no view of its own. What nobody asked for, because the rows
  // may have changed, touches neither what is typed nor the focus, and where it fails the page stays.
  async function view(address, { target = '#list', push = target === '#list', isAsked = true, isBack = false, isPage = false } = {}) {
    const mine = ++turn;
    if (isAsked) clearTimeout(pause);
    // What has the focus and what is open when the answer comes, not when it was asked for.
    let [focused, opener, row, menus] = [null, null, -1, []];
    const before = () => {
      focused = list.contains(document.activeElement) ? document.activeElement : null;
      opener = focused?.closest(condition)?.id;
      row = rows().findIndex(one => focused && one.contains(focused));
      menus = [...list.querySelectorAll('.list-tools [open]')];
    };
    if (target === '#list') asked = relative(address);
    if (push) history.replaceState({ ...history.state, top: scrollY }, '');
    list.setAttribute('aria-busy', 'true');
    const isThere = await fetched(address, target, before);
    if (mine !== turn) return;
    if (!isThere && isAsked) {
      // A page that says why, to be seen as a whole.
      location.assign(address);
      return;
    }
    list.removeAttribute('aria-busy');
    if (!isThere) return;
    menus.forEach(menu => { menu.open = true; });
    if (push && asked !== here()) {
      history.scrollRestoration = 'manual';
      history.pushState({}, '', address);
      history.scrollRestoration = 'auto';
    }
    if (isAsked) settle();
    if (target === '#list') list.dispatchEvent(new CustomEvent('crm:list-shown'));
    if (isBack) findPlace();
    if (isPage && list.getBoundingClientRect().top < parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)) list.scrollIntoView({ behavior: 'instant' });
    if (!isAsked) {
      // The row is gone: the one that stands in its place has the focus.
      if (row >= 0 && document.activeElement === document.body) rows()[Math.min(row, rows().length - 1)]?.querySelector('.primary-link, a')?.focus({ preventScroll: true });
      return;
    }
    const opened = list.querySelector(`${condition}[open]`);
    if (opened) begin(opened);
    else if (focused && (document.activeElement === document.body || !document.activeElement.checkVisibility())) {
      const places = [focused.id && `#${CSS.escape(focused.id)}`, opener && `#${CSS.escape(opener)} > summary`, '#condition-add > summary', '.primary-link'];
      places.filter(Boolean).map(seen).find(Boolean)?.focus({ preventScroll: true });
    }
  }

  const show = (address, how) => { running = view(address, how); };

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
    const isEditor = link.dataset.live === 'conditions';
    show((event.shiftKey && link.dataset.sortAlso) || link.getAttribute('href'), isEditor ? { target: '#conditions' } : { isPage: Boolean(link.closest('.pager')) });
  });
  list.addEventListener('submit', event => {
    if (!event.target.hasAttribute('data-live')) return;
    event.preventDefault();
    show(addressOf(event.target));
  });
  list.addEventListener('change', event => {
    if (event.target.matches('select[data-live]')) show(addressOf(event.target.form));
  });
  list.addEventListener('input', event => {
    if (!event.target.matches('[data-live-search]')) return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      const address = addressOf(event.target.form);
      if (relative(address) !== asked) show(address);
    }, typingPause);
  });
  list.addEventListener('toggle', event => {
    if (event.target.open && event.target.matches(condition)) begin(event.target);
  }, true);
  // What somebody asked for comes first; it may be the answer already.
  document.addEventListener('crm:refresh', () => {
    const before = running;
    before.then(() => { if (running === before && list.isConnected) show(here(), { push: false, isAsked: false }); });
  });
  window.addEventListener('popstate', () => {
    if (here() !== asked) show(here(), { push: false, isBack: true });
  });

  // A key that was pressed before the part was there is pressed for it again; where the part does not come, the next touch asks anew.
  const starts = ['pointerover', 'focusin', 'keydown'];
  const arm = () => starts.forEach(name => document.addEventListener(name, start));
  async function start(event) {
    starts.forEach(name => document.removeEventListener(name, start));
    try {
      const { default: rows } = await part('list');
      rows(list);
    } catch {
      arm();
      return;
    }
    if (/^[jkx/?]$/.test(event?.key) && !event.ctrlKey && !event.metaKey) event.target.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, bubbles: true }));
  }
  // Ticks outlast leaving and Back; whoever comes anew, after something was done with them too, begins without.
  const kept = `list:${location.pathname}`;
  if (performance.getEntriesByType('navigation')[0]?.type === 'navigate') sessionStorage.removeItem(kept);
  if (sessionStorage.getItem(kept)) start();
  else arm();
}
