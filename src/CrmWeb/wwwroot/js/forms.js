// The everyday form: sent once, Ctrl+Enter saves, leaving it changed is asked about.
const content = form => {
  const data = new FormData(form);
  data.delete('__RequestVerificationToken');
  return JSON.stringify([...data].map(([key, value]) => [key, value instanceof File ? `${value.name}:${value.size}` : value]));
};

export default function everydayForm(form) {
  // A form that came back, with errors or after signing in again, holds what is not saved yet.
  const before = form.hasAttribute('data-unsaved') ? null : content(form);
  let leaving = false;

  const buttons = () => [...form.elements].filter(element => element.type === 'submit');

  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    // After the other listeners: a question before sending (data-confirm) may hold the form back.
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      form.dataset.sent = 'true';
      leaving = true;
      // The pressed button's own value must still be sent, so it is disabled a moment later.
      setTimeout(() => buttons().forEach(button => { button.disabled = true; }));
    });
  });

  // Back from the next page the form is alive again.
  window.addEventListener('pageshow', event => {
    if (!event.persisted) return;
    delete form.dataset.sent;
    leaving = false;
    buttons().forEach(button => { button.disabled = false; });
  });

  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('.btn-primary[type="submit"]') ?? undefined);
    }
  });

  if (form.method === 'post' && !form.hasAttribute('data-leave-freely')) {
    window.addEventListener('beforeunload', event => {
      if (!leaving && form.isConnected && content(form) !== before) event.preventDefault();
    });
  }
}
