// Rows of a list chosen by boxes (their form attribute names the bar): how many there are, all of the page at once, and buttons that
// wait for the first. What is chosen on other pages is counted in data-elsewhere, which parts/list.js keeps.
const shows = new WeakMap();

document.addEventListener('change', ({ target }) => shows.get(target.form)?.());
// Coming back to the page, the browser may have kept the ticks.
window.addEventListener('pageshow', () => document.querySelectorAll('[data-selection]').forEach(bar => shows.get(bar)?.()));

export default function selection(bar) {
  // Boxes are called id, too, and a form's properties are its fields.
  const id = bar.getAttribute('id');
  const boxes = () => [...document.querySelectorAll(`input[type="checkbox"][form="${id}"]`)];
  const count = bar.querySelector('[data-selection-count]');
  const idle = count?.textContent;

  const show = () => {
    const all = bar.querySelector('[data-selection-all]');
    const everyone = all?.querySelector('input');
    const here = boxes().filter(box => box.checked).length;
    const chosen = Number(bar.dataset.whole) || here + Number(bar.dataset.elsewhere ?? 0);
    if (all) all.hidden = false;
    if (count) count.textContent = chosen === 0 ? idle : count.dataset.selectionCount.replace('{0}', chosen.toLocaleString());
    if (everyone) {
      everyone.checked = here > 0 && here === boxes().length;
      everyone.indeterminate = here > 0 && !everyone.checked;
    }
    bar.toggleAttribute('data-idle', chosen === 0);
    bar.querySelectorAll('button[type="submit"]').forEach(button => { button.disabled = chosen === 0; });
  };

  bar.addEventListener('change', event => {
    if (!event.target.closest('[data-selection-all]')) return;
    // It is shown anew with every box.
    const wanted = event.target.checked;
    boxes().forEach(box => {
      box.checked = wanted;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    });
  });
  bar.addEventListener('crm:chosen', show);
  shows.set(bar, show);
  show();
}
