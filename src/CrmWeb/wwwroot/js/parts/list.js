// What is done with the rows of a list: chosen across its pages, walked through by key, and its columns put in order and widened.
import { isForRows, walk } from '../row-walk.js';

export default function rows(list) {
  chooseRows(list);
  walkRows(list);
  orderColumns(list);
  widenColumns(list);
}

// Chosen rows are kept for the view, so that its other pages and Back find them again; another view begins anew.
function chooseRows(list) {
  const key = `list:${location.pathname}`;
  const view = () => [...new URLSearchParams(location.search)].filter(([name]) => !['p', 'size', 'sort', 'cols', 'view', 'add'].includes(name)).join('&');
  const bar = () => list.querySelector('[data-selection]');
  const boxes = () => [...list.querySelectorAll('.pick-row')];
  let chosen = new Set();
  let whole = false;

  const read = () => {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    chosen = new Set(kept?.view === view() ? kept.ids : []);
    whole = kept?.view === view() && kept.whole;
  };
  const keep = () => chosen.size || whole ? sessionStorage.setItem(key, JSON.stringify({ view: view(), ids: [...chosen], whole })) : sessionStorage.removeItem(key);

  const paint = () => {
    if (!bar()) return;
    const here = boxes();
    here.forEach(box => { box.checked = whole || chosen.has(box.value); box.disabled = whole; });
    const query = bar().querySelector('[data-selection-query]');
    if (query) query.disabled = !whole;
    if (whole) bar().dataset.whole = query?.dataset.selectionQuery ?? here.length;
    else delete bar().dataset.whole;
    bar().dataset.elsewhere = [...chosen].filter(id => !here.some(box => box.value === id)).length;
    const button = bar().querySelector('[data-selection-whole]');
    if (button) button.hidden = whole || !here.length || !here.every(box => box.checked);
    const none = bar().querySelector('[data-selection-none]');
    if (none) none.hidden = !whole && !chosen.size;
    bar().dispatchEvent(new Event('crm:chosen'));
  };
  const change = () => { keep(); paint(); };

  list.addEventListener('change', event => {
    if (!event.target.matches('.pick-row')) return;
    chosen[event.target.checked ? 'add' : 'delete'](event.target.value);
    change();
  });
  list.addEventListener('click', event => {
    if (event.target.closest('[data-selection-whole]')) whole = true;
    else if (event.target.closest('[data-selection-none]')) { whole = false; chosen.clear(); }
    else return;
    change();
  });
  list.addEventListener('formdata', event => {
    if (event.target !== bar() || whole) return;
    const here = boxes();
    for (const id of chosen) if (here.length && !here.some(box => box.value === id)) event.formData.append(here[0].name, id);
  });
  list.addEventListener('crm:list-shown', () => {
    read();
    paint();
  });
  // Ticks made before this part was there, or kept by the browser, count too.
  const ticked = boxes().filter(box => box.checked).map(box => box.value);
  read();
  ticked.forEach(id => chosen.add(id));
  change();
}

// j and k go from row to row, x chooses, Enter opens (the row's link has the focus), / goes to the search, ? shows the keys.
function walkRows(list) {
  document.addEventListener('keydown', event => {
    if (!isForRows(event)) return;
    const go = row => row.querySelector('.primary-link, a')?.focus();
    const help = event.key === '?' && list.querySelector('#list-help');
    if (help) {
      help.open = !help.open;
      help.querySelector('summary').focus();
    } else if (event.key === '/') list.querySelector('[data-live-search]')?.focus();
    else if (!walk(event.key, [...list.querySelectorAll('tr[data-row]')], go)) return;
    event.preventDefault();
  });
}

function orderColumns(list) {
  const show = () => list.querySelectorAll('[data-column-up], [data-column-down]').forEach(button => { button.hidden = false; });
  list.addEventListener('click', event => {
    const button = event.target.closest('[data-column-up], [data-column-down]');
    if (!button) return;
    const row = button.closest('li');
    if (button.hasAttribute('data-column-up')) row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    button.focus();
  });
  list.addEventListener('crm:list-shown', show);
  show();
}

// The edge of a column's head is drawn, or moved by the arrow keys; the width is kept with the columns.
function widenColumns(list) {
  const [narrowest, widest, step] = [60, 600, 20];
  const form = () => list.querySelector('.columns-editor');

  const keep = () => {
    const body = new URLSearchParams({ list: form().elements.list.value });
    if (form().elements.dense.checked) body.set('dense', 'true');
    for (const head of list.querySelectorAll('th[data-column]')) body.append('cols', head.dataset.column + (head.dataset.width ? `.${head.dataset.width}` : ''));
    fetch(form().getAttribute('action'), { method: 'POST', body, headers: { 'X-CSRF-TOKEN': form().elements.__RequestVerificationToken.value } });
  };
  const set = (head, width) => {
    head.dataset.width = Math.round(Math.min(widest, Math.max(narrowest, width)));
    head.style.width = head.style.minWidth = `${head.dataset.width}px`;
  };
  const equip = () => {
    if (!form()) return;
    // All widths first: one read between two writes would have the browser lay the table out for each column.
    const heads = [...list.querySelectorAll('th[data-column]:not(:has(.column-edge))')].map(head => [head, Math.round(head.offsetWidth)]);
    for (const [head, width] of heads) {
      const edge = document.createElement('span');
      edge.className = 'column-edge';
      edge.tabIndex = 0;
      edge.setAttribute('role', 'separator');
      edge.setAttribute('aria-orientation', 'vertical');
      edge.setAttribute('aria-label', form().dataset.textWiden.replace('{0}', head.textContent.trim()));
      edge.setAttribute('aria-valuemin', narrowest);
      edge.setAttribute('aria-valuemax', widest);
      edge.setAttribute('aria-valuenow', width);
      head.append(edge);
    }
  };
  list.addEventListener('pointerdown', event => {
    const edge = event.target.closest('.column-edge');
    if (!edge) return;
    event.preventDefault();
    const head = edge.closest('th');
    const [x, width] = [event.clientX, head.offsetWidth];
    edge.setPointerCapture(event.pointerId);
    const move = moved => set(head, width + moved.clientX - x);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => { edge.removeEventListener('pointermove', move); if (head.dataset.width) keep(); }, { once: true });
  });
  list.addEventListener('keydown', event => {
    const edge = event.target.closest?.('.column-edge');
    if (!edge || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
    event.preventDefault();
    set(edge.closest('th'), edge.closest('th').offsetWidth + (event.key === 'ArrowRight' ? step : -step));
    edge.setAttribute('aria-valuenow', edge.closest('th').dataset.width);
    keep();
  });
  list.addEventListener('crm:list-shown', equip);
  equip();
}
