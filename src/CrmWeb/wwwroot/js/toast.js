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

// With a label and something to do, it offers to take back what was done.
export function say(message, undo, takeBack) {
  const place = document.querySelector('[data-toasts]');
  if (!place || !message) return;
  const note = document.createElement('div');
  note.className = 'toast-note';
  note.textContent = message;
  if (undo && takeBack) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'toast-undo';
    button.textContent = undo;
    button.addEventListener('click', () => {
      note.remove();
      takeBack();
    });
    note.append(button);
  }
  place.append(note);
  toast(note);
}
