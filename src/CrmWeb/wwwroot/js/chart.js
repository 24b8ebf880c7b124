// The chart of a report, drawn from the table below it when the page is there and quiet. The table stays: it is what can be read and followed.
import { part } from './parts.js';
import { quiet } from './when-quiet.js';

export default async function chart(place) {
  await quiet();
  try {
    const { default: draw } = await part('chart');
    const show = () => place.isConnected && draw(place);
    show();
    // Other conditions bring other numbers into the same place.
    place.closest('[data-live-list]')?.addEventListener('crm:list-shown', show);
    document.addEventListener('crm:scheme', () => setTimeout(show));
  } catch {
    place.hidden = true;
  }
}
