// Wires the widgets to the page, and again to whatever htmx puts into it. Each module runs only where it is needed.
import './composition.js';
import './requests.js';
import './htmx-when-needed.js';
import './choices.js';
import { watchMenus } from './menus.js';
import { part } from './parts.js';

const widgets = [
  ['[data-search]', () => import('./search.js')],
  ['[data-nav-collapse]', () => import('./navigation.js')],
  ['[data-limited]', () => import('./duplicates.js')],
  ['[data-form]', () => import('./forms.js')],
  ['[data-val]', () => import('./rules-when-needed.js')],
  ['form[data-in-place], a[data-sheet]', () => import('./in-place.js')],
  ['[data-confirm]', () => import('./confirm.js')],
  ['[data-errors]', () => import('./errors.js')],
  ['[data-toast]', () => import('./toast.js')],
  ['[data-copy]', () => import('./copy.js')],
  ['[data-date-shortcut]', () => import('./date-shortcuts.js')],
  ['[data-autosize]', () => import('./autosize.js')],
  ['[data-repeat]', () => import('./repeat.js')],
  ['[data-show-when]', () => import('./show-when.js')],
  ['[data-shown-for]', () => import('./shown-for.js')],
  ['[data-auto-submit]', () => import('./auto-submit.js')],
  ['[data-scheme]', () => import('./scheme.js')],
  ['[data-submit-now]', () => import('./submit-now.js')],
  ['[data-remember]', () => import('./remember.js')],
  ['[data-refreshes], [data-sheet]', () => import('./refresh.js')],
  ['[data-row-keys]', () => import('./row-keys.js')],
  ['[data-selection]', () => import('./selection.js')],
  ['[data-calendar]', () => import('./calendar.js')],
  ['[data-chart]', () => import('./chart.js')],
  ['[data-worker]', async () => ({ default: installLater })],
  ['[data-offline-drafts]', () => part('without-line')],
  ['[data-composer], [data-compose]', () => import('./composer.js')],
  ['.stage-bar', () => import('./stage-bar.js')],
  ['[data-record-tabs]', () => import('./record-tabs.js')],
  ['[data-print]', () => import('./print.js')],
  ['[data-fill]', () => import('./fill.js')],
  ['[data-decision-chain]', () => import('./decision-chain.js')],
  ['[data-notifications]', () => import('./notifications.js')],
  ['[data-read]', () => import('./read.js')],
  ['[data-browser-notice]', () => import('./browser-notice.js')],
  ['[data-live-list]', () => import('./live-list.js')],
  ['[data-view-counts]', () => import('./view-counts.js')],
  ['[data-narrow]', () => import('./narrow.js')],
  ['[data-short-address]', () => import('./short-address.js')],
  ['[data-upload]', () => import('./upload.js')],
  ['[data-neighbours]', () => import('./neighbours.js')],
  ['[data-fact]', () => import('./facts.js')],
  ['[data-draft], [data-draft-saved], [data-forget-drafts]', () => import('./drafts.js')],
];

// Nothing of the worker is fetched while a page is still being waited for: somebody has looked at one for ten seconds.
const installLater = link => setTimeout(() => part('install').then(module => module.default(link), () => {}), 10_000);

const wired = new WeakMap();

export function enhance(root) {
  for (const [selector, load] of widgets) {
    const found = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.unshift(root);
    const fresh = found.filter(element => !wired.get(element)?.has(selector));
    if (fresh.length === 0) continue;
    for (const element of fresh) {
      wired.set(element, (wired.get(element) ?? new Set()).add(selector));
    }
    load().then(module => fresh.forEach(element => module.default(element)));
  }
}

enhance(document);
watchMenus();
document.addEventListener('htmx:after:swap', event => enhance(event.detail.ctx?.target?.isConnected ? event.detail.ctx.target : document));
document.addEventListener('crm:added', event => enhance(event.target));
