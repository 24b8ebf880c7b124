// The search box: Ctrl+K goes there, arrow keys walk through the suggestions htmx has put into the list box.
export default function search(form) {
  const input = form.querySelector('input[type="search"]');
  const list = form.querySelector('[role="listbox"]');
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  const options = () => [...list.querySelectorAll('[role="option"][href]')];
  const selected = () => list.querySelector('[aria-selected="true"]');

  const select = option => {
    selected()?.removeAttribute('aria-selected');
    option?.setAttribute('aria-selected', 'true');
    // Not scrollIntoView: under the fixed bar it would move the page as well.
    if (option && option.offsetTop < list.scrollTop) list.scrollTop = option.offsetTop;
    else if (option) list.scrollTop = Math.max(list.scrollTop, option.offsetTop + option.offsetHeight - list.clientHeight);
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };

  const show = isOpen => {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) select(null);
  };

  const name = () => options().forEach((option, index) => {
    option.id ||= `suggestion-${index}`;
    option.tabIndex = -1;
  });

  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  form.addEventListener('htmx:after:swap', () => {
    name();
    show(input.value.trim() !== '' && list.childElementCount > 0 && form.contains(document.activeElement));
  });
  input.addEventListener('input', () => {
    if (input.value.trim() === '') show(false);
  });
  input.addEventListener('focus', () => {
    if (input.value.trim() !== '' && list.childElementCount > 0) show(true);
  });
  form.addEventListener('focusout', event => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  // Keeps the focus in the box while a suggestion is clicked, so that the list does not close under the finger.
  list.addEventListener('mousedown', event => event.preventDefault());

  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (event.key === 'Enter' && selected()) {
      event.preventDefault();
      selected().click();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const all = options();
      if (all.length === 0) return;
      event.preventDefault();
      show(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const at = all.indexOf(selected());
      select(all[at === -1 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]);
    }
  });
}
