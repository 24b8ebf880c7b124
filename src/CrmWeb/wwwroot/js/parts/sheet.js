// A panel over the page: beside its link, at the side (data-sheet-kind="drawer"), on the phone from below. It holds what the link's
// data-sheet leads to, as the region "sheet"; an answer without that region closes it.
import adopt from '../adopt.js';
import rules from '../../css/parts/sheet.css';
import { ask } from './in-place.js';
import { isChanged } from '../changed.js';
import { swap } from '../regions.js';

adopt(rules);

let opened = null; // { dialog, link, kind }

const wide = matchMedia('(min-width: 768px)');
const fields = 'input:not([type="hidden"]):not([disabled]), select, textarea';

function place({ dialog, link, kind }) {
  dialog.style.removeProperty('left');
  dialog.style.removeProperty('top');
  if (kind === 'drawer' || !wide.matches || !link.isConnected) return;
  const [beside, own, gap] = [link.getBoundingClientRect(), dialog.getBoundingClientRect(), 6];
  const left = Math.max(gap, Math.min(beside.left, innerWidth - own.width - gap));
  const below = beside.bottom + gap;
  const top = below + own.height <= innerHeight - gap ? below : Math.max(gap, Math.min(beside.top - own.height - gap, innerHeight - own.height - gap));
  dialog.style.left = `${left}px`;
  dialog.style.top = `${top}px`;
}

function frame(link, kind) {
  const dialog = document.createElement('dialog');
  dialog.className = `sheet sheet-${kind}`;
  dialog.setAttribute('aria-labelledby', 'sheet-title');
  const head = document.createElement('div');
  head.className = 'sheet-head';
  const title = document.createElement('h2');
  title.id = 'sheet-title';
  title.textContent = link.dataset.sheetTitle ?? link.textContent.trim();
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'icon-button';
  close.dataset.sheetClose = '';
  close.setAttribute('aria-label', document.body.dataset.textClose);
  close.textContent = '✕';
  head.append(title, close);
  const body = document.createElement('div');
  body.className = 'sheet-body';
  const region = document.createElement('div');
  region.dataset.region = 'sheet';
  region.setAttribute('aria-busy', 'true');
  body.append(region);
  dialog.append(head, body);
  return dialog;
}

// After what is inside was put there, or changed.
function settle() {
  if (!opened) return;
  const { dialog } = opened;
  const heading = dialog.querySelector('[data-sheet-heading]');
  if (heading) dialog.querySelector('#sheet-title').textContent = heading.dataset.sheetHeading;
  place(opened);
  if (dialog.contains(document.activeElement) && document.activeElement.matches(`${fields}, [data-errors]`)) return;
  (dialog.querySelector('[data-errors]') ?? dialog.querySelector('[aria-invalid="true"]') ?? dialog.querySelector('[data-focus]')
    ?? dialog.querySelector(`.sheet-body :is(${fields})`) ?? dialog.querySelector('.sheet-body a, .sheet-body button'))?.focus();
}

function finish() {
  if (!opened) return;
  const { dialog, link } = opened;
  opened = null;
  dialog.remove();
  // A swapped region has another link of the same name.
  const back = link.isConnected ? link : [...document.querySelectorAll('[data-sheet]')].find(other => other.dataset.sheet === link.dataset.sheet);
  (back ?? document.getElementById('content'))?.focus({ preventScroll: true });
}

document.addEventListener('crm:answered', ({ detail }) => {
  if (!opened || detail.panel !== opened.dialog) return;
  if (detail.names.includes('sheet')) settle();
  else opened.dialog.close();
});
window.addEventListener('resize', () => opened && place(opened));

export default async function open(link) {
  opened?.dialog.close();
  const kind = link.dataset.sheetKind ?? 'popover';
  const dialog = frame(link, kind);
  const mine = { dialog, link, kind };
  opened = mine;
  document.body.append(dialog);
  dialog.addEventListener('close', () => opened === mine && finish());
  // What was typed is not thrown away by a click beside it.
  dialog.addEventListener('click', event => {
    if (event.target.closest('[data-sheet-close]')) {
      event.preventDefault();
      dialog.close();
    } else if (event.target === dialog && ![...dialog.querySelectorAll(fields)].some(isChanged)) dialog.close();
  });
  dialog.showModal();
  place(mine);
  const answer = await ask(link.dataset.sheet || link.href);
  if (opened !== mine) return;
  if (!answer) {
    dialog.close();
    return;
  }
  swap(answer.page);
  settle();
}
