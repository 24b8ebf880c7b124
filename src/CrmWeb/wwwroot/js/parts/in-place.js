// Sends a form (data-in-place) without leaving the page and puts the answer's regions into it. What went wrong is said, and everything
// typed stays where it is. Fires crm:answered on the document with the panel and the element it was sent from,
// the names of the regions and whether it was saved.
import { parse, swap } from '../regions.js';
import { say } from '../toast.js';

const text = document.body.dataset;

const words = status => ({ 401: text.textSessionOver, 403: text.textForbidden, 404: text.textGone, 429: text.textTooOften })[status] ?? text.textFailed;

// Asks for regions; null where the answer has none, which was said then.
export async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...options, headers: { 'HX-Request': 'true', 'X-Regions': 'true', ...options.headers }, credentials: 'same-origin' });
  } catch {
    say(text.textOffline);
    return null;
  }
  const isOurs = !new URL(answer.url).pathname.startsWith('/account/') && answer.headers.get('content-type')?.startsWith('text/html');
  const page = isOurs ? parse(await answer.text()) : null;
  if (page?.querySelector('[data-region], [data-toast]') && !page.querySelector('main')) return { page, isSaved: answer.ok };
  const status = answer.ok ? 401 : answer.status;
  // The way to sign in again is offered where htmx offers it (requests.js).
  if (status === 401) document.dispatchEvent(new CustomEvent('crm:session-over'));
  say(words(status));
  return null;
}

export default async function send(form, submitter) {
  if (form.inert) return;
  const data = new FormData(form, submitter);
  const focused = document.activeElement;
  const panel = form.closest('dialog');
  const isFile = [...data.values()].some(value => value instanceof File && value.size > 0);
  const address = (submitter?.hasAttribute('formaction') && submitter.formAction) || form.dataset.inPlace || form.action;
  form.inert = true;
  form.setAttribute('aria-busy', 'true');
  const answer = await ask(address, { method: 'POST', body: isFile ? data : new URLSearchParams([...data].filter(([, value]) => typeof value === 'string')) });
  form.inert = false;
  form.removeAttribute('aria-busy');
  if (!answer) {
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    return;
  }
  form.closest('[data-toast]')?.remove();
  const names = swap(answer.page);
  document.dispatchEvent(new CustomEvent('crm:answered', { detail: { form, panel, focused, names, isSaved: answer.isSaved } }));
}
