// A list with many choices as a field to search in: choices.js fetches this when somebody begins with one.
export { default } from '../choice/field.js';
