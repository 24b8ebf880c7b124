// How many rows each saved view finds, asked once the page is there: the tabs of a list do not wait for it.
export default async function viewCounts(tabs) {
  if (!tabs.dataset.viewCounts || !tabs.querySelector('[data-view]')) return;
  const answer = await fetch(tabs.dataset.viewCounts).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const counts = await answer.json();
  const show = () => {
    if (!tabs.isConnected) document.removeEventListener('htmx:after:swap', show);
    tabs.querySelectorAll('[data-view]').forEach(tab => {
      const count = tab.querySelector('.tab-count');
      if (counts[tab.dataset.view] === undefined) return;
      count.textContent = counts[tab.dataset.view].toLocaleString();
      count.hidden = false;
    });
  };
  document.addEventListener('htmx:after:swap', show);
  show();
}
