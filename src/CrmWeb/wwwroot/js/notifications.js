// The bell: counts what is unread and lets news pop up on whichever page is open. All tabs of a browser share one stream, which the
// tab that holds the lock keeps open; where there are no locks (plain http), a tab has one of its own while it is in sight.
import { part } from './parts.js';
import { markRead } from './read.js';

const AGAIN = 30_000;
const SEEN_WITHIN = 400;

export default function notifications(bell) {
  const { notifications: address, most, readAddress } = bell.dataset;
  const name = `crm-notifications-${document.body.dataset.user}`;
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null;
  const shown = new Set();
  const seenElsewhere = new Set();
  let latest = Number(bell.dataset.latest);
  let unread = Number(bell.querySelector('[data-unread-count]').textContent.replace('+', ''));
  let stream;

  const readOf = id => readAddress.replace('id=0', `id=${id}`);

  function count(now) {
    unread = now;
    bell.querySelector('[data-unread]').hidden = unread === 0;
    bell.querySelector('[data-unread-count]').textContent = unread >= Number(most) ? `${most - 1}+` : unread;
  }

  const pop = news => part('news').then(({ default: show }) => show(news, bell.dataset, readOf(news.id), () => {
    if (unread > 0 && unread < Number(most)) count(unread - 1);
  }), () => {});

  // A stream that ends and is opened again may repeat itself. True for what is new.
  function receive(news) {
    count(news.unread);
    if (!news.id || shown.has(news.id)) return false;
    shown.add(news.id);
    latest = Math.max(latest, news.id);
    if (!news.popsUp || document.visibilityState !== 'visible') return true;
    pop(news);
    tabs?.postMessage({ seen: news.id });
    seenElsewhere.add(news.id);
    return true;
  }

  // Only when no tab of ours is in sight.
  function tellBrowser(news) {
    if (!news.popsUp || !('Notification' in window) || Notification.permission !== 'granted') return;
    setTimeout(() => {
      if (seenElsewhere.has(news.id)) return;
      const notice = new Notification(news.title, { body: news.detail ?? '', tag: name + news.id });
      notice.onclick = () => {
        window.focus();
        markRead(readOf(news.id));
        location.assign(news.path);
        notice.close();
      };
    }, SEEN_WITHIN);
  }

  function open() {
    stream = new EventSource(`${address}?after=${latest}`);
    for (const kind of ['state', 'news']) {
      stream.addEventListener(kind, event => {
        const news = JSON.parse(event.data);
        tabs?.postMessage(news);
        if (receive(news)) tellBrowser(news);
      });
    }
    // The browser tries again by itself unless the answer was no stream at all: signed out, or the server is being replaced.
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(open, AGAIN);
    });
  }

  tabs?.addEventListener('message', ({ data }) => {
    if (data.seen) seenElsewhere.add(data.seen);
    else receive(data);
  });

  if (navigator.locks) {
    navigator.locks.request(name, () => {
      open();
      return new Promise(() => {});
    });
  } else {
    const follow = () => {
      stream?.close();
      if (document.visibilityState === 'visible') open();
    };
    document.addEventListener('visibilitychange', follow);
    follow();
  }
  window.addEventListener('pagehide', () => stream?.close());
}
