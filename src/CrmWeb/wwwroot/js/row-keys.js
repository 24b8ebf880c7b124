// Rows worked through by keys (parts/row-keys.js), which come with the first key.
import { part } from './parts.js';

let watching = false;

export default function rowKeys() {
  if (watching) return;
  watching = true;
  document.addEventListener('keydown', event => {
    if (event.key.length === 1 && document.querySelector('[data-row-keys]')) part('row-keys').then(({ default: pressed }) => pressed(event), () => {});
  });
}
