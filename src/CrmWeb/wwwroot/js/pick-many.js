// A native list of several choices: a click picks or drops one without the Ctrl key, and what is picked stands below.
export default function pickMany(select) {
  const picked = document.createElement('div');
  picked.className = 'picked';
  picked.setAttribute('aria-live', 'polite');
  select.after(picked);

  const show = () => {
    if (!picked.isConnected) select.after(picked);
    picked.replaceChildren(...[...select.selectedOptions].map(option => {
    const chip = document.createElement('span');
    chip.className = 'stage tag stage-gray';
    chip.textContent = option.textContent;
    return chip;
  }));
  };

  select.addEventListener('mousedown', event => {
    const option = event.target;
    if (!(option instanceof HTMLOptionElement)) return;
    event.preventDefault();
    const top = select.scrollTop;
    option.selected = !option.selected;
    select.focus();
    select.scrollTop = top;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  select.addEventListener('change', show);
  select.form?.addEventListener('reset', () => setTimeout(show));
  show();
}
