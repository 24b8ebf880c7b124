// The place where a form says what exists already: under the field that it is about. The same question is asked once; what answers an
// earlier question is marked as such until the new answer is there; a limit that stops the questions is said.
const kinds = [['Name', /^Form\.Name$/], ['CreditCode', /\.CreditCode$/], ['Phone', /\.(Mobile|Landline)$/]];
const kindOf = field => kinds.find(([, names]) => names.test(field.name))?.[0];

export default function duplicates(slot) {
  const form = slot.closest('form');
  let asked = null;
  let answered = null;
  let asker = null;
  const askers = {};

  const fields = () => [...form.querySelectorAll('[hx-target="#duplicates"]')];
  const question = () => JSON.stringify(fields().map(field => field.value.trim()));
  const isOurs = event => event.detail.ctx?.target === slot;
  const mark = () => {
    const isStale = answered !== null && question() !== answered;
    slot.classList.toggle('is-stale', isStale);
    slot.toggleAttribute('aria-busy', isStale);
  };

  // What was found for one field is said there, also while another one asks: the name's match stays with the name.
  const place = () => {
    const reasons = [...slot.querySelectorAll('[data-reason]')].flatMap(match => match.dataset.reason.split(', '));
    const kind = reasons.length === 0 ? 'Name' : reasons.includes(kindOf(asker)) ? kindOf(asker) : reasons[0];
    const field = askers[kind]?.isConnected ? askers[kind] : fields().find(one => kindOf(one) === kind);
    const wrapper = field?.closest('.field');
    if (!wrapper || wrapper.contains(slot)) return;
    const hint = wrapper.querySelector('.form-hint');
    if (hint) hint.before(slot);
    else wrapper.append(slot);
  };

  form.addEventListener('input', mark);

  form.addEventListener('htmx:config:request', event => {
    if (!isOurs(event)) return;
    asker = event.detail.ctx.sourceElement;
    askers[kindOf(asker)] = asker;
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
    place();
    mark();
  });
}
