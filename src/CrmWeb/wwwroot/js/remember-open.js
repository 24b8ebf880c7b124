// <details data-remember-open="name">: opened or closed as this user left it last; one the server opens stays open.
export default function rememberOpen(details) {
  const key = `open:${document.body.dataset.user ?? ''}:${details.dataset.rememberOpen}`;
  try {
    if (localStorage.getItem(key) === 'true') details.open = true;
  } catch {
    return;
  }
  // Only what somebody clicks is remembered, not what an error or a restored draft opens.
  details.querySelector('summary').addEventListener('click', () => {
    try {
      localStorage.setItem(key, String(!details.open));
    } catch {
      // Not remembered where storage is switched off.
    }
  });
}
