// The list box under a field to search in: options in groups, one of them active, which the field names to screen readers.
let count = 0;

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

export function listOf(label, isMultiple, pick) {
  const id = `choice-list-${++count}`;
  const root = element('div', 'choice-list');
  root.id = id;
  root.setAttribute('role', 'listbox');
  root.setAttribute('aria-label', label);
  if (isMultiple) root.setAttribute('aria-multiselectable', 'true');
  let rows = [];
  let active = -1;
  let input = null;

  function option(row, index) {
    const line = element('div', 'choice-option');
    line.id = `${id}-${index}`;
    line.setAttribute('role', 'option');
    line.setAttribute('aria-selected', String(Boolean(row.isChosen)));
    line.dataset.index = String(index);
    line.title = row.hint ? `${row.text} · ${row.hint}` : row.text;
    line.append(element('span', row.colour ? `stage tag stage-${row.colour}` : 'choice-text', row.text));
    if (row.hint) line.append(element('span', 'choice-hint', row.hint));
    return line;
  }

  function setActive(index) {
    root.querySelector('.is-active')?.classList.remove('is-active');
    active = index;
    const line = root.querySelector(`[data-index="${index}"]`);
    if (!line) {
      active = -1;
      input.removeAttribute('aria-activedescendant');
      return;
    }
    line.classList.add('is-active');
    input.setAttribute('aria-activedescendant', line.id);
    // Not scrollIntoView, which would move the page as well.
    const group = line.closest('[role="group"]')?.firstElementChild.offsetHeight ?? 0;
    if (line.offsetTop - group < root.scrollTop) root.scrollTop = line.offsetTop - group;
    else root.scrollTop = Math.max(root.scrollTop, line.offsetTop + line.offsetHeight - root.clientHeight);
  }

  // A press keeps the focus in the field, so that the list does not close under the finger.
  root.addEventListener('mousedown', event => event.preventDefault());
  root.addEventListener('click', event => {
    const line = event.target.closest('[role="option"]');
    if (line) pick(rows[Number(line.dataset.index)]);
  });
  root.addEventListener('mousemove', event => {
    const line = event.target.closest('[role="option"]');
    if (line && Number(line.dataset.index) !== active) setActive(Number(line.dataset.index));
  });

  return {
    root,
    for(field) { input = field; },
    show(fresh, at) {
      rows = fresh;
      const lines = document.createDocumentFragment();
      let group = null;
      rows.forEach((row, index) => {
        if (!row.group) {
          group = null;
          lines.append(option(row, index));
          return;
        }
        if (group?.title !== row.group) {
          const head = element('div', 'choice-group', row.group);
          head.id = `${id}-group-${index}`;
          const box = element('div', '');
          box.setAttribute('role', 'group');
          box.setAttribute('aria-labelledby', head.id);
          box.append(head);
          lines.append(box);
          group = { title: row.group, box };
        }
        group.box.append(option(row, index));
      });
      root.replaceChildren(lines);
      root.scrollTop = 0;
      setActive(at);
    },
    say(message, again) {
      rows = [];
      const line = element('div', 'choice-none', message);
      if (again) {
        const button = element('button', 'btn btn-sm', again.text);
        button.type = 'button';
        button.addEventListener('click', again.act);
        line.append(' ', button);
      }
      root.replaceChildren(line);
      setActive(-1);
    },
    move(step) { setActive(active < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, active + step))); },
    edge(isLast) { setActive(isLast ? rows.length - 1 : 0); },
    get active() { return rows[active]; },
    get at() { return active; },
  };
}
