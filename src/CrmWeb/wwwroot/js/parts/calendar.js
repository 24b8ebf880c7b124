// The calendar on a wide screen: the page's own entries become events that can be dragged to another time, and empty time is where one
// plans. Wall-clock times travel as if they were UTC, so that the browser's zone plays no part.
import { Calendar } from '@fullcalendar/core';
import dayGrid from '@fullcalendar/daygrid';
import interaction from '@fullcalendar/interaction';
import timeGrid from '@fullcalendar/timegrid';
import adopt from '../adopt.js';
import rules from '../../css/parts/calendar.css';
import { ask } from '../confirm.js';
import { say } from '../toast.js';

adopt(rules);

const views = { month: 'dayGridMonth', week: 'timeGridWeek', day: 'timeGridDay' };
const minute = date => date.toISOString().slice(0, 16);
const day = date => date.toISOString().slice(0, 10);

const entries = place => [...place.querySelectorAll('[data-event]')].map(entry => ({
  id: entry.dataset.event,
  title: entry.querySelector('.cal-words').textContent,
  start: entry.dataset.at,
  url: entry.getAttribute('href'),
  editable: entry.dataset.movable === 'true',
  classNames: ['cal-event', ...[...entry.classList].filter(name => /^(is|stage)-/.test(name))],
  extendedProps: { entry, hint: entry.title, version: entry.dataset.version, recurs: entry.dataset.recurs === 'true' },
}));

async function move(place, event, at, scope) {
  const body = new FormData(place.parentElement.querySelector('form[hidden]'));
  body.set('id', event.id);
  body.set('at', at);
  body.set('version', event.extendedProps.version);
  body.set('scope', scope);
  const answer = await fetch(place.dataset.move, { method: 'POST', body, redirect: 'manual', headers: { accept: 'application/json' } });
  if (answer.type === 'opaqueredirect' || answer.status === 401) {
    location.reload();
    return null;
  }
  const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : { said: document.body.dataset.textFailed };
  return { ok: answer.ok, ...said };
}

async function dropped({ event, oldEvent, revert }, place) {
  const before = minute(oldEvent.start);
  const text = place.dataset;
  const scope = event.extendedProps.recurs
    ? await ask(text.textScope, [[text.textScopeOne, 'One', 'btn btn-primary'], [text.textScopeSeries, 'Series', 'btn']])
    : 'One';
  if (!scope) {
    revert();
    return;
  }
  try {
    const answer = await move(place, event, minute(event.start), scope);
    if (!answer?.ok) {
      revert();
      say(answer?.said);
      return;
    }
    event.setExtendedProp('version', answer.version);
    say(answer.said, place.dataset.textUndo, async () => {
      const back = await move(place, event, before, scope).catch(() => ({ said: document.body.dataset.textOffline }));
      if (back?.ok) {
        event.setStart(`${before}:00Z`);
        event.setExtendedProp('version', back.version);
      }
      say(back?.said);
    });
  } catch {
    revert();
    say(document.body.dataset.textOffline);
  }
}

// The whole text of an entry, for whoever points at it or comes to it by key.
const hint = document.createElement('div');
hint.className = 'cal-hint';
hint.hidden = true;
hint.setAttribute('aria-hidden', 'true');

function explain(el, words) {
  el.setAttribute('aria-description', words);
  const show = () => {
    (el.closest('dialog') ?? document.body).append(hint);
    hint.textContent = words;
    hint.hidden = false;
    const box = el.getBoundingClientRect();
    const top = box.bottom + 4 + hint.offsetHeight < innerHeight ? box.bottom + 4 : box.top - hint.offsetHeight - 4;
    hint.style.setProperty('top', `${top}px`);
    hint.style.setProperty('left', `${Math.max(4, Math.min(box.left, innerWidth - hint.offsetWidth - 8))}px`);
  };
  const hide = () => { hint.hidden = true; };
  for (const [come, go] of [['pointerenter', 'pointerleave'], ['focus', 'blur']]) {
    el.addEventListener(come, show);
    el.addEventListener(go, hide);
  }
  el.addEventListener('pointerdown', hide);
}

function mark(place, el, date) {
  const sign = ['off', 'worked'].find(kind => place.dataset[kind].split(' ').includes(day(date)));
  if (!sign) return;
  const note = document.createElement('span');
  note.className = `cal-mark is-${sign}`;
  note.title = place.dataset[sign === 'off' ? 'textOff' : 'textWorked'];
  note.textContent = place.dataset[sign === 'off' ? 'textOffSign' : 'textWorkedSign'];
  (el.querySelector('.fc-daygrid-day-top, .fc-col-header-cell-cushion') ?? el).append(note);
}

// A calendar whose place was taken by another listens to the window no longer.
const grids = new Map();
function endThoseThatAreGone() {
  for (const [place, grid] of grids) {
    if (place.isConnected) continue;
    grid.destroy();
    grids.delete(place);
  }
}

export default function calendar(place) {
  endThoseThatAreGone();
  const plan = place.dataset.plan;
  const grid = document.createElement('div');
  grid.className = 'cal-grid';
  const shown = new Calendar(grid, {
    plugins: [dayGrid, timeGrid, interaction],
    initialView: views[place.dataset.calendar],
    initialDate: place.dataset.day,
    locale: document.documentElement.lang,
    timeZone: 'UTC',
    now: place.dataset.now,
    nowIndicator: true,
    firstDay: 1,
    headerToolbar: false,
    height: place.dataset.calendar === 'month' ? 'auto' : 704,
    allDaySlot: false,
    scrollTime: '08:00:00',
    slotLabelFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    defaultTimedEventDuration: '00:30',
    slotEventOverlap: false,
    eventDisplay: 'block',
    eventOrder: 'start,title',
    dayMaxEvents: 4,
    moreLinkContent: ({ num }) => place.dataset.textMore.replace('{0}', num),
    moreLinkHint: num => place.dataset.textMore.replace('{0}', num),
    closeHint: document.body.dataset.textClose,
    // The library leaves a link without an address that says whether it is open, names a day's box by its date alone, and does
    // not say what the box with the rest of a day is.
    moreLinkDidMount: ({ el }) => el.setAttribute('role', 'button'),
    dayCellDidMount: ({ el, date, view }) => {
      if (!el.matches('td')) {
        el.setAttribute('role', 'dialog');
        return;
      }
      el.removeAttribute('aria-labelledby');
      if (view.type === views.month) mark(place, el, date);
    },
    dayHeaderDidMount: ({ el, date, view }) => view.type !== views.month && mark(place, el, date),
    eventDurationEditable: false,
    longPressDelay: 400,
    selectable: Boolean(plan),
    selectMirror: true,
    selectAllow: ({ start, end }) => (place.dataset.calendar === 'month' ? day(start) >= place.dataset.now.slice(0, 10) && end - start <= 86_400_000 : minute(start) > place.dataset.now),
    select: ({ start }) => location.assign(`${plan}&at=${place.dataset.calendar === 'month' ? `${day(start)}T10:00` : minute(start)}`),
    events: entries(place),
    eventContent: ({ event }) => (event.id ? { domNodes: [...event.extendedProps.entry.childNodes].map(node => node.cloneNode(true)) } : undefined),
    eventDidMount: ({ el, event }) => {
      const { entry } = event.extendedProps;
      if (!entry) return;
      explain(el, event.extendedProps.hint);
      if (!('sheet' in entry.dataset)) return;
      Object.assign(el.dataset, { sheet: '', sheetKind: entry.dataset.sheetKind, sheetTitle: event.title });
      el.dispatchEvent(new CustomEvent('crm:added', { bubbles: true }));
      queueMicrotask(() => el.isConnected && el.dispatchEvent(new CustomEvent('crm:added', { bubbles: true })));
    },
    eventDrop: change => {
      const time = change.el.querySelector('time');
      if (time) time.textContent = change.event.start.toISOString().slice(11, 16);
      return dropped(change, place);
    },
  });
  for (const child of place.children) child.hidden = true;
  place.append(grid);
  shown.render();
  grids.set(place, shown);
}
