// News that pops up on whichever page is open: what it is about, a way to be rid of it, and for a reminder buttons that put it off.
import { markRead } from '../read.js';
import toast, { say } from '../toast.js';

async function snooze(news, note, until, read, putOff) {
  const token = document.querySelector('input[name="__RequestVerificationToken"]')?.value;
  const { textFailed, textOffline } = document.body.dataset;
  try {
    const answer = await fetch(news.snooze, { method: 'POST', headers: { 'X-CSRF-TOKEN': token, Accept: 'text/plain' }, body: new URLSearchParams({ until }) });
    if (!answer.ok) return say(textFailed);
    note.remove();
    putOff();
    markRead(read);
    say(await answer.text());
  } catch {
    say(textOffline);
  }
}

// The buttons that put a reminder off, as they stand on its task.
function snoozes({ textSnooze, textSnoozes, snoozes: untils }, choose) {
  const group = document.createElement('div');
  group.className = 'toast-snoozes';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', textSnooze);
  const texts = textSnoozes.split(';');
  for (const [i, until] of untils.split(';').entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'toast-undo';
    button.textContent = texts[i];
    button.addEventListener('click', () => choose(until));
    group.append(button);
  }
  return group;
}

// words are the bell's; read is the address that marks it as read; putOff hears that it was put off.
export default function pop(news, words, read, putOff) {
  const place = document.querySelector('[data-toasts]');
  if (!place) return;
  const note = document.createElement('div');
  note.className = 'toast-note toast-news';
  note.dataset.seconds = '20';
  const link = document.createElement('a');
  link.href = news.path;
  const title = document.createElement('strong');
  title.textContent = news.title;
  link.append(title);
  if (news.detail) {
    const detail = document.createElement('span');
    detail.textContent = news.detail;
    link.append(detail);
  }
  link.addEventListener('click', () => markRead(read));
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'toast-close';
  close.textContent = words.textClose;
  close.addEventListener('click', () => note.remove());
  note.append(link, close);
  if (news.snooze) note.append(snoozes(words, until => snooze(news, note, until, read, putOff)));
  place.append(note);
  toast(note);
}
