// Sends a form (data-in-place) without leaving the page and puts the answer's regions into it. What went wrong is said, and everything
// typed stays where it is. Fires crm:answered on the document with the panel and the element it was sent from, the names of the regions and
// whether it was saved.
import { isSignedOut, signInAgain, wordsOf } from '../answers.js';
import { parse, swap } from '../regions.js';
import { say } from '../toast.js';

const text = document.body.dataset;

// Asks for regions; null where the answer has none, which was said then.
export async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...options, headers: { 'HX-Request': 'true', 'X-Regions': 'true', ...options.headers }, credentials: 'same-origin' });
  } catch {
    say(text.textOffline);
    return null;
  }
  const isOurs = !isSignedOut(answer) && answer.headers.get('content-type')?.startsWith('text/html');
  const page = isOurs ? parse(await answer.text()) : null;
  if (page?.querySelector('[data-region], [data-toast]') && !page.querySelector('main')) return { page, isSaved: answer.ok };
  // A whole page in place of regions is that of signing in, or where one is led from there.
  const status = answer.ok ? 401 : answer.status;
  if (status === 401) signInAgain();
  say(wordsOf(status));
  return null;
}

export default async function send(form, submitter) {
  if (form.inert) return;
  const data = new FormData(form, submitter);
  const focused = document.activeElement;
  const panel = form.closest('dialog');
  const region = form.closest('[data-region]')?.dataset.region;
  const address = (submitter?.hasAttribute('formaction') && submitter.formAction) || form.dataset.inPlace || form.action;
  form.inert = true;
  form.setAttribute('aria-busy', 'true');
  const answer = await ask(address, { method: 'POST', body: data });
  form.inert = false;
  form.removeAttribute('aria-busy');
  if (!answer) {
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    return;
  }
  form.closest('[data-toast]')?.remove();
  const names = swap(answer.page);
  document.dispatchEvent(new CustomEvent('crm:answered', { detail: { form, panel, focused, names, isSaved: answer.isSaved } }));
  // A form that is inert has no focus, and the one in its place has not got it. Panels and what fetches the page anew find a place themselves.
  if (panel || form.hasAttribute('data-refreshes') || document.activeElement !== document.body) return;
  const place = focused.isConnected ? focused : document.getElementById(focused.id) ?? document.querySelector(`[data-region="${CSS.escape(region ?? '')}"]`) ?? document.getElementById('content');
  if (place !== document.body && place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
