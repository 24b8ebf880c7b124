// Reads a calendar from standard input with Mozilla's parser, which knows nothing of how it was written, and says what it found.
// The folder of the parser is the argument.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);

const utc = time => new Date(time.toUnixTime() * 1000).toISOString();
console.log(JSON.stringify(calendar.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component);
  const alarm = component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger');
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    location: event.location ?? '',
    start: utc(event.startDate),
    end: utc(event.endDate),
    zone: event.startDate.zone?.tzid ?? '',
    alarm: !alarm ? '' : alarm instanceof ICAL.Duration ? alarm.toString() : utc(alarm),
  };
})));
