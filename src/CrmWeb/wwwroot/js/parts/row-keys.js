// Rows worked through by keys: besides those of every row (row-walk.js) each of its actions has a letter (data-key).
import { isForRows, rowAt, walk } from '../row-walk.js';

const rows = () => [...document.querySelectorAll('[data-row-keys] > *')];
function go(row) {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

export default function pressed(event) {
  if (!isForRows(event)) return;
  if (walk(event.key, rows(), go)) {
    event.preventDefault();
    return;
  }
  const action = rowAt(rows())?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!action) return;
  event.preventDefault();
  action.click();
  if (action.matches('summary')) action.parentElement.querySelector('.menu-list :is(button, a)')?.focus();
}
