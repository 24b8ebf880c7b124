// Lists with many choices become fields to search in (parts/choice.js) when somebody begins with one. Until then, and without script,
// they are what the browser makes of them. This is the one rule of which: several may be chosen, the choices are fetched, or there are
// more than six of them besides "choose …".
import { part } from './parts.js';
import { say } from './toast.js';

const isMany = select => select.multiple || 'choices' in select.dataset || 'remote' in select.dataset
  || [...select.options].filter(option => option.value !== '').length > 6;
const isToSearch = target => target instanceof HTMLSelectElement && !('searched' in target.dataset) && isMany(target);

let begun = null;
let typed = '';

function begin(select, how = {}) {
  if (begun !== select) typed = '';
  begun = how.isStill ? begun : select;
  part('choice').then(({ default: choice }) => {
    if (isToSearch(select) && select.isConnected) choice(select, { ...how, typed: begun === select ? typed : '' });
  }, () => {
    // Without it the browser's own list serves, as far as its choices are here.
    if ('choices' in select.dataset || 'remote' in select.dataset) {
      say(document.body.dataset.textOffline);
      return;
    }
    select.dataset.searched = 'no';
    if (how.isPressed) select.showPicker?.();
  }).finally(() => { if (begun === select) begun = null; });
}

document.addEventListener('mousedown', event => {
  // In a list of several the press is on one of its choices.
  const select = event.target.closest?.('select');
  if (event.button !== 0 || !isToSearch(select) || select.disabled) return;
  event.preventDefault();
  begin(select, { isPressed: true, x: event.clientX, y: event.clientY });
}, true);

// Under a finger the focus may come without the mouse's events.
let touched = null;
document.addEventListener('pointerdown', ({ target, clientX, clientY }) => {
  touched = { select: target.closest?.('select'), x: clientX, y: clientY };
}, true);

document.addEventListener('focusin', ({ target }) => {
  if (isToSearch(target)) begin(target, touched?.select === target ? { isPressed: true, x: touched.x, y: touched.y } : {});
  touched = null;
});

// What is typed until it is there is not lost, and chooses nothing by the browser's own ways.
document.addEventListener('keydown', event => {
  if (event.key !== 'Tab' && isToSearch(event.target) && event.target !== begun) begin(event.target);
  if (event.target !== begun || event.key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1) typed += event.key;
  if (event.key.length === 1 || /^(Arrow|Page|Home|End|Enter)/.test(event.key)) event.preventDefault();
}, true);

// Chosen by script: a draft that is restored, a proposal that is taken. What is seen of several is the part's, and so are names.
document.addEventListener('change', ({ target }) => {
  if (isToSearch(target) && (target.multiple || [...target.selectedOptions].some(option => option.value && !option.text))) begin(target, { isStill: true });
});

// A page may have begun with one already.
if (isToSearch(document.activeElement)) begin(document.activeElement);

// The focus that a list hands on to its field is no leaving; the field says when it is left (choice/field.js).
window.addEventListener('focusout', event => {
  if (event.isTrusted && event.target instanceof HTMLSelectElement && 'searched' in event.target.dataset) event.stopImmediatePropagation();
}, true);
