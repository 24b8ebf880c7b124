// The rules of fields with the library that reads them, in a file of its own: rules-when-needed.js fetches it.
import addRules from './field-rules.js';

window.crmFieldRules = addRules;
