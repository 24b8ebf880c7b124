// What every htmx request needs: the antiforgery token, an honest word when it fails, the sign-in page when the session is over.
import { say } from './toast.js';

const text = document.body.dataset;

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.request.method.toUpperCase() === 'GET') return;
  const token = document.querySelector('input[name="__RequestVerificationToken"]')?.value;
  if (token) ctx.request.headers["X-CSRF-TOKEN"] = token;
});

document.addEventListener('htmx:before:response', event => {
  const raw = event.detail.ctx.response.raw;
  if (raw.status === 401 || (raw.redirected && new URL(raw.url).pathname.startsWith('/account/login'))) {
    event.preventDefault();
    location.reload();
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
