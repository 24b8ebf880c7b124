// The keys of rows, on the desk and in every list: j and k go from row to row, x ticks.
const isTyping = target => target.closest?.('input:not([type="checkbox"]), textarea, select, [contenteditable], dialog, [role="dialog"]');

export const isForRows = event => !event.defaultPrevented && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);

export const rowAt = rows => rows.find(row => row.contains(document.activeElement));

// True where the key was one of these; go takes the focus to a row.
export function walk(key, rows, go) {
  const at = rows.indexOf(rowAt(rows));
  if (key === 'j' || key === 'k') {
    const next = at < 0 ? (key === 'j' ? 0 : rows.length - 1) : Math.min(Math.max(at + (key === 'j' ? 1 : -1), 0), rows.length - 1);
    if (rows[next]) go(rows[next]);
    return true;
  }
  const box = key === 'x' && rows[at]?.querySelector('.pick-row');
  box?.click?.();
  return Boolean(box);
}
