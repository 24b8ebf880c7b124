// Fetched by htmx-when-needed.js.
export { default } from 'htmx.org/dist/htmx.esm.min.js';
