// Sends files one after the other, each with its progress; what is refused says why and can be tried again. Afterwards the list of files is fetched anew.
import { signInAgain, wordsOf } from '../answers.js';
import { parse, swap } from '../regions.js';

const text = document.body.dataset;
const queues = new WeakMap();
let underWay = 0;

// Whoever leaves now loses what is not there yet.
const ask = event => event.preventDefault();
const count = by => {
  underWay += by;
  (underWay > 0 ? addEventListener : removeEventListener)('beforeunload', ask);
};

// randomUUID is not there without https.
const newKey = () => {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
const stamp = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
// What is pasted has no name of its own.
const nameOf = (place, file, index) => /^image\.\w+$/.test(file.name) ? `${place.dataset.textPasted}-${stamp()}${index ? `-${index + 1}` : ''}.${file.name.split('.').pop()}` : file.name;

function row(place, name) {
  const line = document.createElement('li');
  const label = document.createElement('span');
  label.className = 'upload-name';
  label.textContent = name;
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
  bar.setAttribute('aria-label', name);
  line.append(label, bar);
  place.querySelector('[data-upload-list]').append(line);
  return line;
}

function say(line, words, failed) {
  line.querySelector('progress')?.remove();
  line.querySelector('.upload-said')?.remove();
  const said = document.createElement('span');
  said.className = failed ? 'upload-said state-overdue' : 'upload-said state-won';
  said.textContent = words;
  line.append(said);
}

function objection(place, file, name) {
  const { most, endings, textTooLarge, textFormat } = place.dataset;
  if (most && file.size > Number(most)) return textTooLarge.replace('{0}', name);
  const ending = `.${name.split('.').pop().toLowerCase()}`;
  return endings && !endings.split(',').includes(ending) ? textFormat.replace('{0}', name) : null;
}

function send(place, file, name, key, line) {
  count(1);
  return new Promise(done => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('Key', key);
    body.append('Kind', place.querySelector('[name="Kind"]')?.value ?? '');
    body.append('Files', file, name);
    request.open('POST', place.dataset.address ?? place.getAttribute('action'));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-CSRF-TOKEN', document.querySelector('input[name="__RequestVerificationToken"]')?.value ?? '');
    request.responseType = 'json';
    const bar = line.querySelector('progress');
    request.upload.addEventListener('progress', event => {
      if (bar && event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener('load', () => {
      if (request.status === 401) signInAgain();
      done({ ok: request.status === 200, said: request.response?.said ?? wordsOf(request.status), again: request.status === 401 || request.status >= 500 });
    });
    request.addEventListener('error', () => done({ ok: false, said: text.textOffline, again: true }));
    request.send(body);
  }).finally(() => count(-1));
}

async function refresh() {
  if (!document.querySelector('[data-region="file-list"]')) return;
  try {
    const answer = await fetch(location.href, { credentials: 'same-origin' });
    if (!answer.ok) return;
    const page = parse(await answer.text());
    for (const region of page.querySelectorAll('[data-region]:not([data-region="file-list"])')) region.removeAttribute('data-region');
    swap(page);
  } catch {
    // the page as it is will do
  }
}

async function one(place, file, name, key, line) {
  const refused = objection(place, file, name);
  if (refused) {
    say(line, refused, true);
    return;
  }
  const { ok, said, again } = await send(place, file, name, key, line);
  say(line, ok ? place.dataset.textDone : said, !ok);
  if (ok || !again) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm', textContent: place.dataset.textRetry });
  button.addEventListener('click', async () => {
    line.replaceChildren(line.firstChild);
    await one(place, file, name, key, line);
    await refresh();
  });
  line.append(button);
}

export default function upload(place, files) {
  const waiting = files.map((file, index) => {
    const name = nameOf(place, file, index);
    return [file, name, newKey(), row(place, name)];
  });
  const before = queues.get(place) ?? Promise.resolve();
  queues.set(place, before.then(async () => {
    for (const [file, name, key, line] of waiting) await one(place, file, name, key, line);
    await refresh();
  }));
}
