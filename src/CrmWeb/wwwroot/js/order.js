// Rows that are put in order: a grip beside the buttons that do the same, once what is dragged with is there (parts/order.js).
import { part } from './parts.js';
import { quiet } from './when-quiet.js';

export default async function order(place) {
  await quiet();
  try {
    const { default: draggable } = await part('order');
    if (place.isConnected) draggable(place);
  } catch {
    // The buttons do as well.
  }
}
