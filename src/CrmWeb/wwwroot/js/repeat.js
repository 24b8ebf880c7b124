// Rows that may be added and taken away: <div data-repeat="Form.Contacts"> holds rows (data-repeat-row), a <template> with
// __index__ in names and ids, and a button (data-repeat-add). Each row has a button data-repeat-remove, and where the order
// matters data-repeat-up and data-repeat-down.
const attributes = ['id', 'name', 'for', 'aria-describedby', 'aria-labelledby', 'href', 'data-for'];

export default function repeat(group) {
  const prefix = group.dataset.repeat;
  const id = prefix.replace(/[^A-Za-z0-9_-]/g, '_');
  const template = group.querySelector('template');
  const rows = () => [...group.querySelectorAll('[data-repeat-row]')];

  // The binder stops at the first gap, so the rows are numbered through again.
  const number = () => rows().forEach((row, index, all) => {
    for (const element of [row, ...row.querySelectorAll('*')]) {
      for (const attribute of attributes) {
        const value = element.getAttribute(attribute);
        if (!value) continue;
        element.setAttribute(attribute, value
          .replaceAll(new RegExp(`${escape(prefix)}\\[(\\d+|__index__)\\]`, 'g'), `${prefix}[${index}]`)
          .replaceAll(new RegExp(`${escape(id)}_(\\d+|__index__)__`, 'g'), `${id}_${index}__`));
      }
    }
    row.querySelectorAll('[data-repeat-number]').forEach(place => { place.textContent = String(index + 1); });
    row.querySelectorAll('[data-repeat-up]').forEach(button => { button.hidden = false; button.disabled = index === 0; });
    row.querySelectorAll('[data-repeat-down]').forEach(button => { button.hidden = false; button.disabled = index === all.length - 1; });
  });

  group.addEventListener('click', event => {
    const remove = event.target.closest('[data-repeat-remove]');
    if (remove) {
      const all = rows();
      const row = remove.closest('[data-repeat-row]');
      const next = all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1];
      row.remove();
      number();
      (next?.querySelector('input, select, textarea') ?? group.querySelector('[data-repeat-add]')).focus();
    } else if (event.target.closest('[data-repeat-up], [data-repeat-down]')) {
      const button = event.target.closest('button');
      const row = button.closest('[data-repeat-row]');
      const all = rows();
      const at = all.indexOf(row);
      if ('repeatUp' in button.dataset) all[at - 1]?.before(row);
      else all[at + 1]?.after(row);
      number();
      (button.disabled ? row.querySelector('[data-repeat-up]:enabled, [data-repeat-down]:enabled') : button)?.focus();
    } else if (event.target.closest('[data-repeat-add]')) {
      const added = template.content.cloneNode(true).querySelector('[data-repeat-row]');
      const last = rows().at(-1);
      if (last) last.after(added);
      else template.before(added);
      number();
      added.dispatchEvent(new CustomEvent('crm:added', { bubbles: true }));
      window.htmx?.process(added);
      added.querySelector('input:not([type="hidden"]), select, textarea')?.focus();
    }
  });
  group.querySelectorAll('[data-repeat-add]').forEach(button => { button.hidden = false; });
  if (group.querySelector('[data-repeat-up]')) number();
}

const escape = text => text.replace(/[.[\]\\^$*+?(){}|]/g, '\\$&');
