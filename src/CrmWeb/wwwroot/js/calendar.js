// On a wide screen the page's table becomes a grid whose entries are dragged (parts/calendar.js), once the page is there and quiet: the
// library is heavy, and the table can be read and followed until then. Everywhere else the table stays.
import { part } from './parts.js';
import { quiet } from './when-quiet.js';

const wide = window.matchMedia('(min-width: 768px)');

export default async function calendar(place) {
  if (!wide.matches) return;
  await quiet();
  try {
    const { default: grid } = await part('calendar');
    if (place.isConnected) grid(place);
  } catch {
    // The table does as well.
  }
}
