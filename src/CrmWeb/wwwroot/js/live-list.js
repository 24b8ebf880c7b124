// A list that changes where it stands: its links and forms marked data-live fetch the list's next view and put it in place of this one,
// the address and the history go along. Without script they are links and forms like any others.
import htmx from 'htmx.org/dist/htmx.esm.min.js';
import { watchRows } from './list-rows.js';

const typingPause = 300;

export default function liveList(list) {
  const state = watchRows(list);
  let wanted = 0;

  // What only opens an editor replaces the line of conditions alone and is no view of its own.
  async function show(address, { part = '#list', push = true } = {}) {
    const turn = ++wanted;
    const focused = document.activeElement?.closest('[id^="condition-"]')?.id;
    if (push) state.keep();
    list.setAttribute('aria-busy', 'true');
    await htmx.ajax('GET', address, { source: list, target: part, select: part, swap: 'outerMorph' });
    if (turn !== wanted) return;
    list.removeAttribute('aria-busy');
    if (push) history.pushState({ list: true }, '', address);
    if (part === '#list') state.changed(push);
    const opened = list.querySelector('details[id^="condition-"][open]');
    if (opened) begin(opened);
    else if (document.activeElement === document.body && focused) (document.getElementById(focused) ?? document.getElementById('condition-add'))?.querySelector('summary').focus();
  }

  const begin = opened => opened.querySelector('.condition-editor :is(input, select, a, button):not([hidden])')?.focus();

  const addressOf = form => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    return form.getAttribute('action') + (query.size ? `?${query}` : '');
  };

  list.addEventListener('click', event => {
    const link = event.target.closest('a[data-live], .pager a, a.sort');
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const more = event.shiftKey && link.dataset.sortAlso;
    show(more || link.getAttribute('href'), link.dataset.live === 'conditions' ? { part: '#conditions', push: false } : {});
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
    if (event.target.open && event.target.matches('details[id^="condition-"]')) begin(event.target);
  }, true);
  window.addEventListener('popstate', () => show(location.href, { push: false }));
}
