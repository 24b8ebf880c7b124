// Places into which files are put (data-upload): chosen, dropped anywhere on the page, or pasted. What sends them comes with the first file (parts/upload.js).
import { part } from './parts.js';

let watching = false;

const places = () => [...document.querySelectorAll('[data-upload]')].filter(place => place.offsetParent !== null);
const nearest = target => target.closest?.('[data-upload], form:has([data-upload])');
const placeOf = target => {
  const near = nearest(target);
  return near && (near.matches('[data-upload]') ? near : near.querySelector('[data-upload]')) || places().find(place => place.matches('form')) || places()[0];
};
const send = (place, files, then) => part('upload').then(({ default: upload }) => { upload(place, files); then?.(); }, () => {});
const holdsFiles = event => [...event.dataTransfer?.types ?? []].includes('Files');

function watch() {
  if (watching) return;
  watching = true;
  document.addEventListener('dragover', event => {
    if (!holdsFiles(event) || !placeOf(event.target)) return;
    event.preventDefault();
    document.body.classList.add('is-dropping');
  });
  for (const end of ['dragleave', 'drop']) {
    document.addEventListener(end, event => {
      if (end === 'drop' || !event.relatedTarget) document.body.classList.remove('is-dropping');
    });
  }
  document.addEventListener('drop', event => {
    const place = holdsFiles(event) && placeOf(event.target);
    if (!place) return;
    event.preventDefault();
    send(place, [...event.dataTransfer.files]);
  });
  document.addEventListener('paste', event => {
    const files = [...event.clipboardData?.files ?? []];
    const isText = event.clipboardData?.types.includes('text/plain') && event.target.matches?.('input, textarea');
    const place = files.length > 0 && !isText && placeOf(event.target);
    if (!place) return;
    event.preventDefault();
    send(place, files);
  });
}

export default function upload(place) {
  watch();
  place.classList.add('is-live');
  for (const input of place.querySelectorAll('input[type="file"]')) {
    input.addEventListener('change', () => send(place, [...input.files], () => { input.value = ''; }));
  }
}
