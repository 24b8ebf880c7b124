// The calendar on a wide screen: the page's own entries become events that can be dragged to another time. Wall-clock times
// travel as if they were UTC, so that the browser's zone plays no part. On a phone the page's own list stays.
import { ask } from './confirm.js';
import { say } from './toast.js';

const views = { month: 'dayGridMonth', week: 'timeGridWeek', day: 'timeGridDay' };
const wide = window.matchMedia('(min-width: 768px)');
const minute = date => date.toISOString().slice(0, 16);

const entries = place => [...place.querySelectorAll('[data-event]')].map(entry => ({
  id: entry.dataset.event,
  title: entry.querySelector('.cal-words').textContent,
  start: entry.dataset.at,
  url: entry.getAttribute('href'),
  editable: entry.dataset.movable === 'true',
  classNames: ['cal-event', ...[...entry.classList].filter(name => name.startsWith('is-'))],
  extendedProps: { hint: entry.title, version: entry.dataset.version, recurs: entry.dataset.recurs === 'true' },
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

export default function calendar(place) {
  if (!wide.matches) return;
  const events = entries(place);
  const hours = events.map(event => Number(event.start.slice(11, 13)));
  const hour = value => `${String(value).padStart(2, '0')}:00:00`;
  const grid = document.createElement('div');
  grid.className = 'cal-grid';
  for (const child of place.children) child.hidden = true;
  place.append(grid);
  new window.FullCalendar.Calendar(grid, {
    initialView: views[place.dataset.calendar],
    initialDate: place.dataset.day,
    locale: document.documentElement.lang,
    timeZone: 'UTC',
    now: place.dataset.now,
    nowIndicator: true,
    firstDay: 1,
    headerToolbar: false,
    height: 'auto',
    allDaySlot: false,
    slotMinTime: hour(Math.min(7, ...hours)),
    slotMaxTime: hour(Math.max(20, ...hours.map(one => one + 1))),
    slotLabelFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    eventTimeFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    defaultTimedEventDuration: '00:30',
    displayEventEnd: false,
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
    dayCellDidMount: ({ el }) => (el.matches('td') ? el.removeAttribute('aria-labelledby') : el.setAttribute('role', 'dialog')),
    eventDurationEditable: false,
    longPressDelay: 400,
    events,
    eventDidMount: ({ el, event }) => { el.title = event.extendedProps.hint; },
    eventDrop: change => dropped(change, place),
  }).render();
}
