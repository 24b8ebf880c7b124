// Rows of a list chosen by boxes (their form attribute names the bar): how many there are, all at once, and buttons that wait for the first.
export default function selection(bar) {
  // Boxes are called id, too, and a form's properties are its fields.
  const id = bar.getAttribute('id');
  const boxes = () => [...document.querySelectorAll(`input[type="checkbox"][form="${id}"]`)];
  const all = bar.querySelector('[data-selection-all]');
  const everyone = all?.querySelector('input');
  const count = bar.querySelector('[data-selection-count]');
  const idle = count?.textContent;

  const show = () => {
    const chosen = boxes().filter(box => box.checked).length;
    if (count) count.textContent = chosen === 0 ? idle : count.dataset.selectionCount.replace('{0}', chosen);
    if (everyone) {
      everyone.checked = chosen > 0 && chosen === boxes().length;
      everyone.indeterminate = chosen > 0 && !everyone.checked;
    }
    bar.querySelectorAll('button[type="submit"]').forEach(button => { button.disabled = chosen === 0; });
  };

  if (all) all.hidden = false;
  everyone?.addEventListener('change', () => {
    boxes().forEach(box => { box.checked = everyone.checked; });
    show();
  });
  document.addEventListener('change', event => { if (event.target.form === bar) show(); });

  // Coming back to the page, the browser may have kept the ticks.
  window.addEventListener('pageshow', show);
  show();
}
