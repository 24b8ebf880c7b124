// Fields that are meant for some customers only: data-shown-for="Form_Kind=Enterprise;Form_Industry=I,I65". What is hidden is not sent, so it stays as it is.
export default function shownFor(element) {
  const conditions = element.dataset.shownFor.split(';').filter(Boolean).map(condition => condition.split('='))
    .map(([id, values]) => [document.getElementById(id), values.split(',')]).filter(([field]) => field);
  const show = () => {
    element.hidden = !conditions.every(([field, values]) => values.includes(field.value));
    for (const control of element.querySelectorAll('[name]')) control.disabled = element.hidden;
    const section = element.closest('[data-own-section]');
    if (section) section.hidden = [...section.querySelectorAll('[data-own-field]')].every(field => field.hidden);
  };
  for (const [field] of conditions) field.addEventListener('change', show);
  show();
}
