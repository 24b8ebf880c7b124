// The field to search in: shows what the native list says, which stays in the form with its name, its rules and its events.
import { chips } from './chips.js';
import { opened } from './opened.js';
import { isPhone } from './surface.js';

const unknown = { remove: '× {0}' };

// One ear for all, however often a form's lists are put there anew.
const shows = new WeakMap();
document.addEventListener('reset', ({ target }) => setTimeout(() => [...target.elements].forEach(element => shows.get(element)?.())));

function lineFor(select) {
  const input = document.createElement('input');
  input.type = 'text';
  input.id = `${select.id}_search`;
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  return input;
}

// Several are chosen: a box with chips, which the server may have written already.
function boxFor(select, input) {
  let box = select.previousElementSibling;
  if (!box?.matches('.choice-box')) {
    box = document.createElement('div');
    box.className = 'choice-box form-control';
    select.before(box);
  }
  box.removeAttribute('aria-hidden');
  box.dataset.empty ??= box.querySelector('.choice-empty')?.textContent ?? '';
  box.addEventListener('mousedown', event => {
    if (event.target.closest('input, button')) return;
    event.preventDefault();
    input.focus();
  });
  return box;
}

export default function choice(select, { isPressed, isStill, typed = '', x, y } = {}) {
  const hadFocus = document.activeElement === select || isPressed;
  const pressed = isPressed && document.elementsFromPoint(x, y).find(element => element.matches('.choice-x'));
  const chip = pressed ? [...pressed.closest('.choice-box').querySelectorAll('.choice-x')].indexOf(pressed) : -1;
  const label = select.labels?.[0];
  const input = lineFor(select);
  const box = select.multiple ? boxFor(select, input) : null;
  const state = { words: null };
  const title = label?.textContent.trim() || select.getAttribute('aria-label') || '';

  const status = document.createElement('div');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');

  select.dataset.searched = '';
  select.classList.add('choice-native');
  select.tabIndex = -1;
  select.setAttribute('aria-hidden', 'true');
  if (label) label.htmlFor = input.id;
  else if (title) input.setAttribute('aria-label', title);
  if (box) box.append(input);
  else select.before(input);
  select.after(status);

  const change = act => {
    act();
    show();
    select.dispatchEvent(new Event('input', { bubbles: true }));
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const popup = opened({ select, input, title, status, change, state });
  const take = option => {
    change(() => { option.selected = false; });
    status.textContent = state.words?.removed.replace('{0}', option.text) ?? '';
    input.focus();
  };
  const showChips = box && chips(box, select, input, take, () => state.words ?? unknown);

  function show() {
    input.disabled = select.disabled;
    input.readOnly = isPhone();
    for (const name of ['aria-invalid', 'aria-describedby', 'aria-required']) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
      else input.removeAttribute(name);
    }
    const className = [...select.classList].filter(name => name !== 'choice-native').join(' ');
    if (box) {
      input.className = 'choice-line';
      box.classList.toggle('is-invalid', select.classList.contains('is-invalid'));
      showChips();
      return;
    }
    input.className = `${className} choice-one`;
    const option = select.selectedOptions[0];
    const text = option?.value ? option.text.trim() : '';
    if (!popup.isTyping) input.value = text;
    input.title = text;
    input.placeholder = [...select.options].find(one => one.value === '')?.text ?? '';
  }

  // Chosen, refused, offered or switched off by others.
  select.addEventListener('change', () => show());
  new MutationObserver(() => show()).observe(select, { attributes: true, childList: true, subtree: true });
  shows.set(select, show);
  select.addEventListener('focus', () => input.focus());
  // Of what is typed here the form's other listeners need not hear, but of leaving the field.
  input.addEventListener('change', event => event.stopPropagation());
  input.addEventListener('focus', () => {
    show();
    if (!box) input.select();
  });
  input.addEventListener('focusout', event => {
    if (popup.holds(event.relatedTarget)) return;
    popup.close();
    show();
    if (document.hasFocus()) select.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  });
  input.addEventListener('keydown', event => {
    if (!box || event.key !== 'Backspace' || input.value !== '' || event.isComposing) return;
    const last = [...select.selectedOptions].at(-1);
    if (last) take(last);
  });

  show();
  if (isStill) popup.name();
  if (!hadFocus) return;
  input.focus();
  if (chip >= 0) take([...select.selectedOptions][chip]);
  else if (isPressed || typed) popup.open(typed);
}
