// Runs before the page is painted, so that a collapsed navigation does not jump.
try {
  if (localStorage.getItem('nav') === 'collapsed') {
    document.documentElement.dataset.nav = 'collapsed';
  }
} catch {
  // Storage is switched off: the navigation stays open.
}
