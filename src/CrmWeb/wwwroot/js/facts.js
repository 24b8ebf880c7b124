// A fact of the record is changed where it stands: by a click on it, or by its pencil. What does it comes when it is wanted.
import { part } from './parts.js';
import { say } from './toast.js';

export default function fact(place) {
  place.addEventListener('click', event => {
    if (place.querySelector('form') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!event.target.closest('[data-edit-fact]') && (event.target.closest('a, button') || String(getSelection()))) return;
    event.preventDefault();
    part('facts').then(({ default: edit }) => edit(place)).catch(() => say(document.body.dataset.textOffline));
  });
}
