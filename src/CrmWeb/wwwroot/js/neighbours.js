// The file before and the one after by the arrow keys (data-neighbours).
export default function neighbours(nav) {
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest('input, textarea, select, [tabindex="0"], dialog')) return;
    const rel = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
    if (rel) nav.querySelector(`[rel="${rel}"]`)?.click();
  });
}
