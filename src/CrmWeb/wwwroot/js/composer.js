// The form on top of a record's timeline unfolds when somebody begins with it, and notes the time then: the page may have been open for hours.
const folds = form => form.elements['Form.Content'].value.trim() === '' && !form.hasAttribute('data-unsaved');

function begin(form, since) {
  form.classList.add('is-open');
  const { 'Form.At': at, 'Form.Content': content } = form.elements;
  if (content.value.trim() === '') {
    if (form.dataset.at === at.value) at.value = at.defaultValue;
  } else if (at.value === at.defaultValue && !form.hasAttribute('data-unsaved')) {
    const now = new Date(Date.parse(`${form.dataset.now}Z`) + Date.now() - since);
    at.value = now.toISOString().slice(0, 16);
    form.dataset.at = at.value;
  }
}

export default function composer(element) {
  if (element.matches('[data-compose]')) {
    element.addEventListener('click', event => {
      const content = document.querySelector('[data-composer]')?.elements['Form.Content'];
      if (!content) return;
      event.preventDefault();
      document.dispatchEvent(new CustomEvent('crm:tab', { detail: 'activity' }));
      content.focus({ preventScroll: true });
      content.scrollIntoView({ block: 'center' });
    });
    return;
  }
  const since = Date.now();
  for (const kind of ['focusin', 'input', 'change']) element.addEventListener(kind, () => begin(element, since));
  element.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !folds(element)) return;
    element.classList.remove('is-open');
    document.activeElement.blur();
  });
}
