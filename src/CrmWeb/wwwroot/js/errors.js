// The server's summary of errors takes the focus, so that it is read first and seen first; its links go to the fields. Where the page
// itself held the form back, the first field has the focus already.
export default function errors(summary) {
  if (!('errorsOfPage' in summary.dataset)) {
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: 'nearest' });
  }
  summary.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest('details')?.setAttribute('open', '');
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
  });
}
