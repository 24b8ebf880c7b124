// <button data-fill="Form_Region" data-value="440300">: puts a proposed value into a field.
import { put } from './choose.js';

export default function fill(button) {
  const field = document.getElementById(button.dataset.fill);
  if (!field || field.value === button.dataset.value) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    put(field, [button.dataset.value]);
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.focus();
  });
}
