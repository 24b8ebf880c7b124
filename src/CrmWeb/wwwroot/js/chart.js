// The chart of a report, drawn from the table below it when the page is there and quiet. The table stays: it is what can be read and followed.
import { part } from './parts.js';
import { quiet } from './when-quiet.js';

export default async function chart(place) {
  await quiet();
  try {
    const { default: draw } = await part('chart');
    if (place.isConnected) draw(place);
  } catch {
    place.hidden = true;
  }
}
