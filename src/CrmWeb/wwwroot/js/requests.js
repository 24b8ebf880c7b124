// What every htmx request needs: the antiforgery token, an honest word when it fails, the sign-in page when the session is over.
import { isSignedOut, wordsOf } from './answers.js';
import { say } from './toast.js';

const text = document.body.dataset;

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.request.method.toUpperCase() === 'GET') return;
  const token = document.querySelector('input[name="__RequestVerificationToken"]')?.value;
  if (token) ctx.request.headers["X-CSRF-TOKEN"] = token;
});

// Where something was typed, the page stays: it says that the session is over, and where to sign in again.
document.addEventListener('input', ({ target }) => {
  if (target.form?.method === 'post') target.form.setAttribute('data-typed', '');
});

function sessionOver() {
  if (!document.querySelector('form[data-typed], form[data-unsaved]')) location.reload();
  else if (!document.querySelector('[data-session-over]')) {
    const line = document.createElement('div');
    line.className = 'notice notice-warning';
    line.setAttribute('role', 'alert');
    line.dataset.sessionOver = '';
    const link = document.createElement('a');
    Object.assign(link, { href: '/account/login', target: '_blank', textContent: text.textSignIn });
    line.append(`${text.textSessionOver} `, link);
    (document.querySelector('dialog[open] .sheet-body') ?? document.querySelector('main')).prepend(line);
  }
}

document.addEventListener('crm:session-over', sessionOver);

document.addEventListener('htmx:before:response', event => {
  if (!isSignedOut(event.detail.ctx.response.raw)) return;
  event.preventDefault();
  sessionOver();
});

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => {
  const { status } = ctx.response;
  if (status === 403 || status === 429 || status >= 500) say(wordsOf(status));
});

document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
  // Suggestions and hints while typing fail silently; what the user asked for does not.
  if (ctx?.request?.method?.toUpperCase() !== 'GET') say(text.textOffline);
});
