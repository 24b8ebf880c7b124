// The worker that answers where the line is down, and the page it shows then.
const cacheName = 'without-line';

async function keep(address) {
  // A new version of the assets or another language: the page is fetched again.
  const version = `${document.documentElement.lang} ${document.querySelector('script[data-parts]').src}`;
  if (localStorage.getItem('without-line') === version) return;
  const answer = await fetch(address);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.clone().text(), 'text/html');
  const assets = [...page.querySelectorAll('script[src], link[rel="stylesheet"]')].map(element => element.getAttribute('src') ?? element.getAttribute('href'));
  await caches.delete(cacheName);
  const cache = await caches.open(cacheName);
  await cache.put(address, answer);
  await cache.addAll([...assets, document.querySelector('script[data-parts]').dataset.parts.split(' ').find(one => one.includes('/without-line.min.'))]);
  localStorage.setItem('without-line', version);
}

export default async function install(link) {
  if (!navigator.serviceWorker || !window.caches) return;
  try {
    await navigator.serviceWorker.register(link.dataset.worker);
    await keep(link.dataset.offline);
  } catch {
    // Not over https, or switched off: without it the browser says in its own words that there is no line.
  }
}
