// On the phone one part of the record is shown at a time: links of data-record-tabs, parts with data-tab. Wide screens show all of them.
export default function recordTabs(nav) {
  const links = [...nav.querySelectorAll('[data-tab-of]')];
  const place = document.querySelector('.record');
  const show = name => {
    place.dataset.shown = name;
    for (const link of links) {
      if (link.dataset.tabOf === name) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  const asked = location.hash && document.getElementById(location.hash.slice(1))?.closest('[data-tab]')?.dataset.tab;
  show(asked || 'activity');
  for (const link of links) {
    link.addEventListener('click', event => {
      event.preventDefault();
      show(link.dataset.tabOf);
      if (place.getBoundingClientRect().top < nav.getBoundingClientRect().bottom) place.scrollIntoView();
    });
  }
  document.addEventListener('crm:tab', ({ detail }) => show(detail));
}
