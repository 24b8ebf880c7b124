// What an answer says to whoever asked: one set of words and one way to see that nobody is signed in any more.
const text = document.body.dataset;

// The page of signing in came instead of what was asked for.
export const isSignedOut = answer => answer.status === 401 || (answer.redirected && new URL(answer.url).pathname.startsWith('/account/'));

export const wordsOf = status => ({ 401: text.textSessionOver, 403: text.textForbidden, 404: text.textGone, 429: text.textTooOften })[status] ?? text.textFailed;

// The way to sign in again is offered in one place (requests.js).
export const signInAgain = () => document.dispatchEvent(new CustomEvent('crm:session-over'));
