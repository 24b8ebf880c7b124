// A list with many choices as a field to search in: choices.js fetches this when somebody begins with one.
import adopt from '../adopt.js';
import rules from '../../css/parts/choice.css';

adopt(rules);

export { default } from '../choice/field.js';
