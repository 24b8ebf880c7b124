// The place where a form says what exists already. The same question is asked once; what answers an earlier question is marked as
// such until the new answer is there; a limit that stops the questions is said.
export default function duplicates(slot) {
  const form = slot.closest('form');
  let asked = null;
  let answered = null;

  const question = () => JSON.stringify([...form.querySelectorAll('[hx-target="#duplicates"]')].map(field => field.value.trim()));
  const isOurs = event => event.detail.ctx?.target === slot;
  const mark = () => {
    const isStale = answered !== null && question() !== answered;
    slot.classList.toggle('is-stale', isStale);
    slot.toggleAttribute('aria-busy', isStale);
  };

  form.addEventListener('input', mark);

  form.addEventListener('htmx:config:request', event => {
    if (!isOurs(event)) return;
    asked = question();
    if (asked === answered) event.preventDefault();
  });

  form.addEventListener('htmx:before:response', event => {
    if (!isOurs(event) || event.detail.ctx.response.status !== 429) return;
    event.preventDefault();
    const notice = document.createElement('div');
    notice.className = 'notice notice-warning';
    const words = document.createElement('span');
    words.textContent = slot.dataset.limited;
    notice.append(words);
    slot.replaceChildren(notice);
    answered = null;
    mark();
  });

  form.addEventListener('htmx:after:swap', event => {
    if (!isOurs(event)) return;
    answered = asked;
    mark();
  });
}
