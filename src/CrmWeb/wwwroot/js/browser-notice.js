// The button that lets the browser show notifications while no page of ours is in sight: <div data-browser-notice="granted text" data-denied="…" hidden>
export default function browserNotice(place) {
  if (!('Notification' in window) || !('locks' in navigator)) return;
  const [button, state] = [place.querySelector('button'), place.querySelector('[role="status"]')];
  const show = () => {
    place.hidden = false;
    button.hidden = Notification.permission !== 'default';
    state.textContent = { granted: place.dataset.browserNotice, denied: place.dataset.denied }[Notification.permission] ?? '';
  };
  button.addEventListener('click', () => Notification.requestPermission().then(show));
  show();
}
