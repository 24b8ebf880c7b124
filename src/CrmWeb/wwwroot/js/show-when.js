// Fields that matter only for some choice: data-show-when="Form_Stage=lost,won" shows the element for these values.
export default function showWhen(element) {
  const [id, values] = element.dataset.showWhen.split('=');
  const field = document.getElementById(id);
  if (!field) return;
  const wanted = values.split(',');
  const show = () => {
    element.hidden = !wanted.includes(field.type === 'checkbox' ? String(field.checked) : field.value);
  };
  field.addEventListener('change', show);
  show();
}
