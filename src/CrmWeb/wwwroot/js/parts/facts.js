// Changes one fact of the record where it stands. The server sends the control and takes the value by the rules of the whole form;
// Enter saves, Escape puts back what was there, and what it does not take stays typed.
import { isSignedOut, signInAgain, wordsOf } from '../answers.js';

const text = document.body.dataset;

const ask = (address, body) => fetch(address, { method: body ? 'POST' : 'GET', body, headers: { 'HX-Request': 'true' } });

const parsed = html => {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  return holder.content;
};

function say(form, words) {
  form.querySelector('[data-fact-said]')?.remove();
  const line = document.createElement('p');
  line.className = 'invalid-feedback';
  line.setAttribute('role', 'alert');
  line.dataset.factSaid = '';
  line.textContent = words;
  form.append(line);
}

// Wherever the record shows them.
function show(values) {
  for (const value of values) {
    for (const shown of document.querySelectorAll(`[data-shown="${CSS.escape(value.dataset.shown)}"]`)) shown.replaceChildren(value.content.cloneNode(true));
  }
}

export default async function edit(place) {
  if (place.dataset.busy) return;
  place.dataset.busy = 'true';
  const kept = [...place.childNodes];
  const pencil = place.querySelector('[data-edit-fact]');

  const back = () => {
    place.replaceChildren(...kept);
    pencil.focus();
  };

  async function send(form, button) {
    const data = new FormData(form, button);
    const buttons = form.querySelectorAll('button');
    buttons.forEach(one => { one.disabled = true; });
    try {
      const answer = await ask(form.action, data);
      if (isSignedOut(answer)) {
        say(form, wordsOf(401));
        signInAgain();
      } else if (answer.ok) {
        const values = parsed(await answer.text()).querySelectorAll('template[data-shown]');
        back();
        show(values);
      } else if (answer.status === 400 || answer.status === 409 || answer.status === 507) open(await answer.text());
      else say(form, wordsOf(answer.status));
    } catch {
      say(form, text.textOffline);
    } finally {
      buttons.forEach(one => { one.disabled = false; });
    }
  }

  function open(html) {
    place.replaceChildren(parsed(html));
    const form = place.querySelector('form');
    // Before the listeners of the everyday form, which take it for sent.
    form.addEventListener('submit', event => {
      event.preventDefault();
      send(form, event.submitter);
    }, { capture: true });
    form.querySelector('[data-fact-cancel]').addEventListener('click', back);
    form.addEventListener('keydown', event => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        back();
      } else if (event.key === 'Enter' && event.target instanceof HTMLSelectElement && !event.target.multiple) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    place.dispatchEvent(new CustomEvent('crm:added', { bubbles: true }));
    const control = form.querySelector('.is-invalid') ?? form.querySelector('select, textarea, input:not([type="hidden"])');
    control?.focus();
    if (control instanceof HTMLInputElement && control.type === 'text') control.select();
  }

  try {
    const answer = await ask(pencil.dataset.editFact);
    // Signed out, or no longer one's own to change: the page says so.
    if (isSignedOut(answer) || !answer.ok) location.assign(pencil.href);
    else open(await answer.text());
  } finally {
    delete place.dataset.busy;
  }
}
