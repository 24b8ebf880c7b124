// The left navigation: collapsed to icons on the desktop (remembered), a drawer on the phone.
const page = document.documentElement;

export default function navigation(button) {
  const nav = document.getElementById('side-nav');
  const menu = document.querySelector('[data-nav-menu]');
  const backdrop = document.querySelector('[data-nav-close]');

  const show = () => {
    const collapsed = page.dataset.nav === 'collapsed';
    const label = collapsed ? button.dataset.textExpand : button.dataset.textCollapse;
    button.setAttribute('aria-expanded', String(!collapsed));
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    const collapsed = page.dataset.nav === 'collapsed';
    if (collapsed) delete page.dataset.nav;
    else page.dataset.nav = 'collapsed';
    try {
      localStorage.setItem('nav', collapsed ? 'open' : 'collapsed');
    } catch {
      // Not remembered where storage is switched off.
    }
    show();
  });

  if (!menu || !backdrop) return;
  const drawer = isOpen => {
    page.toggleAttribute('data-nav-open', isOpen);
    menu.setAttribute('aria-expanded', String(isOpen));
    backdrop.hidden = !isOpen;
    if (isOpen) nav.querySelector('a').focus();
  };
  menu.hidden = false;
  menu.addEventListener('click', () => drawer(!page.hasAttribute('data-nav-open')));
  backdrop.addEventListener('click', () => drawer(false));
  nav.addEventListener('keydown', event => {
    if (event.key === 'Escape' && page.hasAttribute('data-nav-open')) {
      drawer(false);
      menu.focus();
    }
  });
}
