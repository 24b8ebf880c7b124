// Drags rows to their place among their siblings and sends the one that was moved with the one it stands before now.
import Sortable from 'sortablejs/modular/sortable.core.esm.js';
import adopt from '../adopt.js';
import css from '../../css/parts/order.css';

adopt(css);

export default function draggable(place) {
  const name = place.dataset.order;
  const grip = row => [...row.querySelectorAll(`[data-drag="${name}"]`)].find(found => found.closest('[data-order]') === place);
  const grips = [...place.children].map(grip).filter(Boolean);
  if (grips.length < 2) return;
  for (const one of grips) one.hidden = false;
  Sortable.create(place, {
    draggable: '>*',
    handle: `[data-drag="${name}"]`,
    dataIdAttr: 'data-id',
    ghostClass: 'drag-place',
    onEnd({ item, oldIndex, newIndex }) {
      if (oldIndex === newIndex) return;
      let next = item.nextElementSibling;
      while (next && !grip(next)) next = next.nextElementSibling;
      send(place, name, grip(item).dataset.id, next && grip(next).dataset.id);
    },
  });
}

function send(place, name, id, before) {
  const form = place.closest('form') ?? place.querySelector('form');
  const field = (key, value) => Object.assign(document.createElement('input'), { type: 'hidden', name: key, value });
  form.append(field(name, id), ...(before ? [field('before', before)] : []));
  form.action = place.dataset.orderAt;
  form.requestSubmit();
}
