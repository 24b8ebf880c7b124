// What is chosen of several, on chips before the field's line of text; each can be taken away.
export function chips(box, select, input, take, words) {
  let shown = null;
  return () => {
    // What stands there already stays: a cross that is just being pressed too.
    const now = JSON.stringify([...select.selectedOptions].map(option => [option.value, option.text, Boolean(words().removed)]));
    if (now === shown) return;
    shown = now;
    const fresh = [...select.selectedOptions].map(option => {
      const chip = document.createElement('span');
      chip.className = `stage tag stage-${option.dataset.colour ?? 'gray'}`;
      chip.title = option.text;
      const name = document.createElement('span');
      name.className = 'choice-text';
      name.textContent = option.text;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'choice-x';
      button.tabIndex = -1;
      button.textContent = '×';
      button.setAttribute('aria-label', words().remove.replace('{0}', option.text));
      button.addEventListener('mousedown', event => event.preventDefault());
      button.addEventListener('click', () => take(option));
      chip.append(name, button);
      return chip;
    });
    // The line stays where it is, or it would lose the focus.
    [...box.children].filter(child => child !== input).forEach(child => child.remove());
    input.before(...fresh);
    input.placeholder = fresh.length > 0 ? '' : box.dataset.empty ?? '';
  };
}
