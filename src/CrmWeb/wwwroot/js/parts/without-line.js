// The page without a line: goes on by itself when the line is back, and names the forms whose text this browser keeps (drafts.js).
const stored = () => {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith('draft:'));
  } catch {
    return [];
  }
};

// An address that somebody spoilt by hand is shown as it is.
const readable = address => {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
};

export default function withoutLine(place) {
  const again = document.querySelector('[data-again]');
  // Shown in place of another page, whose address the browser still has.
  if (location.pathname !== new URL(again.href).pathname) again.href = location.href;
  // A browser says that it has a line before anything comes through, and not at all where the server was away.
  const goOn = () => fetch(place.dataset.alive, { cache: 'no-store' }).then(answer => answer.ok && location.replace(again.href), () => {});
  window.addEventListener('online', goOn);
  setInterval(goOn, 5_000);

  const addresses = new Set(stored().map(key => /^draft:[^:]*:(.*):[^:]*$/.exec(key)?.[1]).filter(address => address?.startsWith('/') && !address.startsWith('//')));
  if (addresses.size === 0) return;
  const words = document.createElement('p');
  words.textContent = place.dataset.textDrafts;
  const list = document.createElement('ul');
  for (const address of addresses) {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = readable(address);
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  place.append(words, list);
  place.hidden = false;
}
