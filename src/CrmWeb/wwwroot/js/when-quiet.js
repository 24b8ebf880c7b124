// When the page is there and nothing else is going on: what is heavy waits for it.
const loaded = () => (document.readyState === 'complete' ? Promise.resolve() : new Promise(resume => window.addEventListener('load', resume, { once: true })));
const idle = () => new Promise(resume => (window.requestIdleCallback ? requestIdleCallback(resume, { timeout: 2000 }) : setTimeout(resume, 200)));

export async function quiet() {
  await loaded();
  await idle();
}
