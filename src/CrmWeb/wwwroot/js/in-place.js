// Forms that are answered without leaving the page (data-in-place) and links whose page opens in a panel (data-sheet): what does it
// comes when somebody begins. Where it does not come, form and link go their usual way.
import { part } from './parts.js';

const begin = name => part(name).then(module => module.default);

export default function inPlace(element) {
  if (element.matches('form')) {
    // Before the everyday form takes it for sent.
    element.addEventListener('submit', event => {
      if (event.defaultPrevented || !element.hasAttribute('data-in-place')) return;
      event.preventDefault();
      begin('in-place').then(send => send(element, event.submitter), () => {
        element.removeAttribute('data-in-place');
        element.requestSubmit(event.submitter);
      });
    }, { capture: true });
    element.addEventListener('focusin', () => part('in-place').catch(() => {}), { once: true });
    return;
  }
  element.addEventListener('click', event => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    begin('sheet').then(open => open(element), () => location.assign(element.href));
  });
  for (const near of ['pointerenter', 'focus']) element.addEventListener(near, () => part('sheet').catch(() => {}), { once: true });
}
