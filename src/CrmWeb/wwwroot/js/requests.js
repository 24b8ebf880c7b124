// What every htmx request needs: the antiforgery token, an honest word when it fails, the sign-in page when the session is over.
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

export function sessionOver() {
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
  const raw = event.detail.ctx.response.raw;
  if (raw.status === 401 || (raw.redirected && new URL(raw.url).pathname.startsWith('/account/login'))) {
    event.preventDefault();
    sessionOver();
  }
});

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => {
  if (ctx.response.status === 403) say(text.textForbidden);
  else if (ctx.response.status === 429) say(text.textTooOften);
  else if (ctx.response.status >= 500) say(text.textFailed);
});

document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
  // Suggestions and hints while typing fail silently; what the user asked for does not.
  if (ctx?.request?.method?.toUpperCase() !== 'GET') say(text.textOffline);
});
