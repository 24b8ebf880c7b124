// A list of links that what is typed above it narrows; Enter takes the first that is left.
export default function narrow(box) {
  const field = box.querySelector('[data-narrow-by]');
  const none = box.querySelector('[data-narrow-none]');
  const entries = () => [...box.querySelectorAll('[data-narrow-words]')];
  const left = () => entries().filter(entry => !entry.hidden);

  // The list's next view hides it again, so it is shown whenever the menu is opened.
  const menu = box.closest('details');
  menu.addEventListener('toggle', () => { field.hidden = false; if (menu.open) field.focus(); });
  field.hidden = false;
  field.addEventListener('input', () => {
    const typed = field.value.trim().toLowerCase();
    entries().forEach(entry => { entry.hidden = ![entry.textContent.toLowerCase(), ...entry.dataset.narrowWords.split(' ')].some(word => word.includes(typed)); });
    box.querySelectorAll('[data-narrow-group]').forEach(group => { group.hidden = !group.querySelector('[data-narrow-words]:not([hidden])'); });
    none.hidden = left().length > 0;
  });
  box.addEventListener('keydown', event => {
    const all = left();
    const at = all.indexOf(document.activeElement);
    if (event.key === 'Enter' && event.target === field && !event.isComposing) {
      event.preventDefault();
      all[0]?.click();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      (all[at + (event.key === 'ArrowDown' ? 1 : -1)] ?? field).focus();
    }
  });
}
