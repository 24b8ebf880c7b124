// After a form that is answered without leaving the page (data-refreshes) the page shows what became of it (parts/refresh.js).
import { part } from './parts.js';

let watching = false;

export default function refreshes() {
  if (watching) return;
  watching = true;
  document.addEventListener('crm:answered', ({ detail }) => {
    if (detail.isSaved && detail.form?.hasAttribute('data-refreshes')) part('refresh').then(({ default: refresh }) => refresh(detail.focused), () => {});
  });
}
