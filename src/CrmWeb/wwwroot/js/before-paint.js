// Runs before the page is painted, so that neither a collapsed navigation jumps nor a dark page flashes white.
(() => {
  const page = document.documentElement;
  const darkDevice = matchMedia('(prefers-color-scheme: dark)');
  const stored = key => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is switched off: the navigation stays open, the device decides on the colours.
    }
  };
  const paint = () => {
    const scheme = stored('scheme');
    page.dataset.bsTheme = scheme === 'dark' || (scheme !== 'light' && darkDevice.matches) ? 'dark' : 'light';
  };

  // Somebody has just signed out: what was typed and not saved goes before anything else is loaded, and tabs still open keep no more.
  if (page.dataset.signedOut === 'true') {
    try {
      Object.keys(localStorage).filter(key => /^(draft|recent):/.test(key)).forEach(key => localStorage.removeItem(key));
      localStorage.setItem('signed-out', String(Date.now()));
    } catch {
      // Storage is switched off: nothing was kept.
    }
  }

  if (stored('nav') === 'collapsed') page.dataset.nav = 'collapsed';
  paint();
  darkDevice.addEventListener('change', paint);
  addEventListener('storage', paint); // Chosen in another tab.
  addEventListener('beforeprint', () => { page.dataset.bsTheme = 'light'; });
  addEventListener('afterprint', paint);
  document.addEventListener('crm:scheme', paint);
})();
