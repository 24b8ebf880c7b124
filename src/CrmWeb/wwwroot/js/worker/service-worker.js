// Where the line is down, a page says so in the product's own words instead of the browser's. Nothing of anybody's data is kept: only the
// page without a line (install.js puts it here) and what it loads.
const name = 'without-line';

self.addEventListener('install', event => event.waitUntil(self.skipWaiting()));
// A page is asked for while the worker is being started, and not only afterwards.
self.addEventListener('activate', event => event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()])));

const kept = async request => (await caches.open(name)).match(request);
const path = address => new URL(address).pathname;
const base = path(self.registration.scope);

self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.mode === 'navigate') {
    const page = async () => await event.preloadResponse ?? fetch(request);
    event.respondWith(page().catch(async () => await kept(`${base}offline`) ?? Response.error()));
  } else if (request.method === 'GET' && path(request.url).startsWith(`${base}lib/`)) {
    event.respondWith(fetch(request).catch(async () => await kept(request) ?? Response.error()));
  }
});
