// The rest of the script runs when the page is there.
document.addEventListener('DOMContentLoaded', () => import('./crm.js'), { once: true });
