// Before htmx, which also waits for the page, sends its first request.
document.addEventListener('DOMContentLoaded', () => import('./crm.js'), { once: true });
