// The choice of colours in the user menu: like the device, light, dark. Kept on this device, because a phone at night is not the desk.
export default function scheme(group) {
  const buttons = [...group.querySelectorAll('button')];
  const show = value => buttons.forEach(button => button.setAttribute('aria-pressed', String(button.value === value)));
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('scheme') ?? 'auto';
  } catch {
    return; // Nothing can be remembered here.
  }
  show(chosen);
  group.hidden = false;
  group.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    localStorage.setItem('scheme', button.value);
    document.dispatchEvent(new Event('crm:scheme'));
    show(button.value);
  });
}
