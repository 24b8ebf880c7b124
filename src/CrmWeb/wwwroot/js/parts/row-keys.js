// Rows worked through by keys: j and k go from row to row, and each of a row's actions has a letter (data-key).
const rows = () => [...document.querySelectorAll('[data-row-keys] > *')];
const isTyping = target => target.closest?.('input:not([type="checkbox"]), textarea, select, [contenteditable], dialog, [role="dialog"]');
function go(step) {
  const all = rows();
  const at = all.findIndex(row => row.contains(document.activeElement));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

export default function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    go(event.key === 'j' ? 1 : -1);
    return;
  }
  const row = rows().find(one => one.contains(document.activeElement));
  if (!row) return;
  const action = event.key === 'x' ? row.querySelector('.pick-row') : row.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!action) return;
  event.preventDefault();
  action.click();
  if (action.matches('summary')) action.parentElement.querySelector('.menu-list :is(button, a)')?.focus();
}
