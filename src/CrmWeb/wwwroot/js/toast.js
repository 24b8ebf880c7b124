// Short messages. They stay while pointed at or focused, and longer when they offer to undo.
const seconds = note => Number(note.dataset.seconds) || (note.querySelector('form, button') ? 12 : 5);

export default function toast(note) {
  let left = seconds(note);
  const clock = setInterval(() => {
    if (note.matches(':hover, :focus-within')) left = seconds(note);
    else if (--left <= 0) {
      clearInterval(clock);
      note.remove();
    }
  }, 1000);
}

export function say(message) {
  const place = document.querySelector('[data-toasts]');
  if (!place || !message) return;
  const note = document.createElement('div');
  note.className = 'toast-note';
  note.textContent = message;
  place.append(note);
  toast(note);
}
