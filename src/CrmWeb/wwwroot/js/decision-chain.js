// The decision chain offers the contacts of the same form, those just typed too. A choice is the contact's place in the form,
// so it follows its row when another one is added or taken away. data-decision-chain holds the name of one without a name.
// Who has left is no row of the form: those choices stay as the server wrote them.
export default function decisionChain(chain) {
  const form = chain.closest('form');
  const contacts = form.querySelector('[data-repeat="Form.Contacts"]');
  const chosen = new WeakMap();
  const rows = () => [...contacts.querySelectorAll('[data-repeat-row]')];
  const nameOf = (row, index) =>
    row.querySelector('input[name$=".Name"]').value.trim() || chain.dataset.decisionChain.replace('#', String(index + 1));

  const isDeparted = value => value.startsWith('left-');
  const choice = value => (value === '' ? null : isDeparted(value) ? value : rows()[Number(value)]);

  const refresh = () => {
    const all = rows();
    for (const select of chain.querySelectorAll('select[data-chain-contact]')) {
      if (!chosen.has(select)) chosen.set(select, choice(select.value));
      const value = chosen.get(select);
      const at = all.indexOf(value);
      const departed = [...select.options].filter(option => isDeparted(option.value));
      select.replaceChildren(select.options[0], ...all.map((row, index) => new Option(nameOf(row, index), String(index))), ...departed);
      select.value = typeof value === 'string' ? value : at < 0 ? '' : String(at);
    }
  };

  chain.addEventListener('change', event => {
    if (event.target.matches('select[data-chain-contact]')) {
      chosen.set(event.target, choice(event.target.value));
    }
  });
  contacts.addEventListener('input', event => {
    if (event.target.name?.endsWith('.Name')) refresh();
  });
  new MutationObserver(refresh).observe(contacts, { childList: true });
  new MutationObserver(refresh).observe(chain, { childList: true });
  refresh();
}
