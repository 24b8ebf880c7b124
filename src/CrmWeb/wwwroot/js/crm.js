// Wires the widgets to the page, and again to whatever htmx puts into it.
import './clip.js';
import './composition.js';
import './requests.js';
import './htmx-when-needed.js';
import './choices.js';
import autoSubmit from './auto-submit.js';
import autosize from './autosize.js';
import browserNotice from './browser-notice.js';
import calendar from './calendar.js';
import chart from './chart.js';
import composer from './composer.js';
import confirm from './confirm.js';
import copy from './copy.js';
import dateShortcuts from './date-shortcuts.js';
import decisionChain from './decision-chain.js';
import drafts from './drafts.js';
import duplicates from './duplicates.js';
import errors from './errors.js';
import facts from './facts.js';
import fill from './fill.js';
import forms from './forms.js';
import inPlace from './in-place.js';
import liveList from './live-list.js';
import narrow from './narrow.js';
import navigation from './navigation.js';
import neighbours from './neighbours.js';
import notifications from './notifications.js';
import order from './order.js';
import print from './print.js';
import read from './read.js';
import recordTabs from './record-tabs.js';
import refresh from './refresh.js';
import remember from './remember.js';
import repeat from './repeat.js';
import rowKeys from './row-keys.js';
import rulesWhenNeeded from './rules-when-needed.js';
import scheme from './scheme.js';
import search from './search.js';
import selection from './selection.js';
import shortAddress from './short-address.js';
import showWhen from './show-when.js';
import shownFor from './shown-for.js';
import stageBar from './stage-bar.js';
import submitNow from './submit-now.js';
import toast from './toast.js';
import upload from './upload.js';
import viewCounts from './view-counts.js';
import { watchMenus } from './menus.js';
import { part } from './parts.js';

// Nothing of the worker is fetched while a page is still being waited for: somebody has looked at one for ten seconds.
const installLater = link => setTimeout(() => part('install').then(module => module.default(link), () => {}), 10_000);

const widgets = [
  ['[data-search]', search],
  ['[data-nav-collapse]', navigation],
  ['[data-limited]', duplicates],
  ['[data-form]', forms],
  ['[data-val]', rulesWhenNeeded],
  ['form[data-in-place], a[data-sheet]', inPlace],
  ['[data-confirm]', confirm],
  ['[data-errors]', errors],
  ['[data-toast]', toast],
  ['[data-copy]', copy],
  ['[data-date-shortcut]', dateShortcuts],
  ['[data-autosize]', autosize],
  ['[data-repeat]', repeat],
  ['[data-show-when]', showWhen],
  ['[data-shown-for]', shownFor],
  ['[data-auto-submit]', autoSubmit],
  ['[data-scheme]', scheme],
  ['[data-submit-now]', submitNow],
  ['[data-remember]', remember],
  ['[data-refreshes], [data-sheet]', refresh],
  ['[data-row-keys]', rowKeys],
  ['[data-selection]', selection],
  ['[data-calendar]', calendar],
  ['[data-chart]', chart],
  ['[data-worker]', installLater],
  ['[data-offline-drafts]', element => part('without-line').then(({ default: offer }) => offer(element))],
  ['[data-composer], [data-compose]', composer],
  ['.stage-bar', stageBar],
  ['[data-record-tabs]', recordTabs],
  ['[data-order]', order],
  ['[data-print]', print],
  ['[data-fill]', fill],
  ['[data-decision-chain]', decisionChain],
  ['[data-notifications]', notifications],
  ['[data-read]', read],
  ['[data-browser-notice]', browserNotice],
  ['[data-live-list]', liveList],
  ['[data-view-counts]', viewCounts],
  ['[data-narrow]', narrow],
  ['[data-short-address]', shortAddress],
  ['[data-upload]', upload],
  ['[data-neighbours]', neighbours],
  ['[data-fact]', facts],
  ['[data-draft], [data-draft-saved], [data-forget-drafts]', drafts],
];

const wired = new WeakMap();

export function enhance(root) {
  for (const [selector, wire] of widgets) {
    const found = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.unshift(root);
    const fresh = found.filter(element => !wired.get(element)?.has(selector));
    if (fresh.length === 0) continue;
    for (const element of fresh) {
      wired.set(element, (wired.get(element) ?? new Set()).add(selector));
    }
    // Each for itself: what fails in one keeps no other from its work.
    queueMicrotask(() => fresh.forEach(element => wire(element)));
  }
}

enhance(document);
watchMenus();
document.addEventListener('htmx:after:swap', event => enhance(event.detail.ctx?.target?.isConnected ? event.detail.ctx.target : document));
document.addEventListener('crm:added', event => enhance(event.target));
