// The script of the calendar's page alone, in one file with its library. The page's other script looks for it when all is read.
import calendar from './calendar.js';

window.crmCalendar = { default: calendar };
