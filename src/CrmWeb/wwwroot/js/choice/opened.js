// The list while it is open: what it shows for what is typed, and the keys that walk through it.
import { listOf } from './list.js';
import { recent, remember } from './recent.js';
import { rowsOf } from './rows.js';
import { found, load } from './source.js';
import { dropDown, isPhone, sheet } from './surface.js';

const text = document.body.dataset;
const short = 15; // seen at a glance, without the keyboard of a phone
const page = 10;

export function opened({ select, input, title, status, change, state }) {
  const remote = select.dataset.remote;
  let surface = null;
  let isOpening = false; // the focus goes from the field into the sheet
  let typed = '';
  let keys = new Map();
  let variants = new Map();
  let asked = null;
  let timer = 0;
  let remotes = [];
  let lately = []; // as it was when the list opened: what is chosen now moves nothing under the finger

  const list = listOf(title, select.multiple, row => row.act());

  function pick(option) {
    if (select.multiple) {
      const isChosen = !option.selected;
      change(() => { option.selected = isChosen; });
      if (isChosen) remember(select, option.value);
      status.textContent = (isChosen ? state.words?.picked : state.words?.removed)?.replace('{0}', option.text) ?? '';
      const at = list.at;
      type('', typed === '' ? at : -1);
      surface.place();
      return;
    }
    if (option.value && !remote) remember(select, option.value);
    close();
    if (!option.selected) change(() => { option.selected = true; });
  }

  function render(at) {
    if (!surface) return;
    const shown = remote ? remotes : rowsOf(select, { typed, keys, variants, words: state.words, lately, pick, say: list.say });
    if (shown.length === 0) list.say(state.words?.none ?? '…');
    else list.show(shown, at ?? (typed !== '' ? 0 : select.multiple ? -1 : shown.findLastIndex(row => row.isChosen)));
    if (!state.words) return;
    status.textContent = shown.length === 0 ? state.words.none : shown.length === 1 ? state.words.one : state.words.count.replace('{0}', shown.length);
  }

  async function look() {
    asked?.abort();
    asked = new AbortController();
    list.root.setAttribute('aria-busy', 'true');
    try {
      const { words, items } = await found(remote, typed.trim(), asked.signal);
      state.words = words;
      surface?.speak(words);
      list.root.removeAttribute('aria-busy');
      remotes = items.map(([value, name, hint]) => ({ text: name, hint, act: () => {
        const option = [...select.options].find(one => one.value === value) ?? new Option(name, value);
        select.append(option);
        pick(option);
      } }));
      render();
    } catch (error) {
      if (error.name === 'AbortError') return;
      list.root.removeAttribute('aria-busy');
      list.say(error.status === 429 ? text.textTooOften : text.textOffline);
    }
  }

  function type(value, at) {
    typed = value;
    if (surface && surface.input.value !== value) surface.input.value = value;
    clearTimeout(timer);
    if (remote) timer = setTimeout(look, 250);
    else render(at);
  }

  async function know() {
    try {
      const known = await load(select);
      ({ keys, variants } = known);
      state.words = known.words;
      list.root.removeAttribute('aria-busy');
      surface?.speak(state.words);
      render(typed === '' && list.at >= 0 ? list.at : undefined);
      surface?.place();
    } catch {
      list.root.removeAttribute('aria-busy');
      if (surface) list.say(text.textOffline, { text: state.words?.again ?? '↻', act: know });
    }
  }

  function open(begin = '') {
    if (surface || input.disabled) return;
    typed = begin;
    lately = recent(select);
    isOpening = true;
    surface = isPhone()
      ? sheet(input, list.root, { title, isShort: !select.dataset.choices && !remote && select.options.length <= short, status, ended: () => { close(); input.focus(); } })
      : dropDown(input, list.root);
    isOpening = false;
    if (state.words) surface.speak(state.words);
    const line = surface.input;
    list.for(line);
    line.setAttribute('role', 'combobox');
    line.setAttribute('aria-controls', list.root.id);
    line.setAttribute('aria-expanded', 'true');
    input.setAttribute('aria-controls', list.root.id);
    input.setAttribute('aria-expanded', 'true');
    if (line !== input) {
      line.addEventListener('keydown', walk);
      line.addEventListener('input', hear);
    }
    if (begin) line.value = begin;
    list.say('…');
    if (!remote) list.root.setAttribute('aria-busy', 'true');
    if (remote) look();
    else {
      if (!select.dataset.choices || select.dataset.filled) render();
      know();
    }
  }

  function close() {
    if (!surface) return;
    clearTimeout(timer);
    asked?.abort();
    const was = surface;
    surface = null;
    typed = '';
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-controls');
    input.removeAttribute('aria-activedescendant');
    select.after(status);
    if (select.multiple) input.value = '';
    else input.value = select.value ? select.selectedOptions[0]?.text.trim() ?? '' : '';
    was.close();
    if (was.input !== input) input.focus();
  }

  function hear(event) {
    event.stopPropagation();
    if (!surface) open(event.target.value);
    else type(event.target.value);
  }

  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };

  function walk(event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (!surface) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp' && key !== 'Enter' && !(key === ' ' && input.readOnly)) return;
      event.preventDefault();
      open();
    } else if (key === 'Escape' || (key === 'ArrowUp' && event.altKey)) {
      event.preventDefault();
      event.stopPropagation();
      close();
      if (!select.multiple) input.select();
    } else if (key in steps) {
      event.preventDefault();
      list.move(steps[key]);
    } else if ((key === 'Home' || key === 'End') && !event.shiftKey) {
      event.preventDefault();
      list.edge(key === 'End');
    } else if (key === 'Enter') {
      event.preventDefault();
      list.active?.act();
    } else if (key === 'Tab' && surface.input === input) {
      close();
    }
  }

  input.addEventListener('keydown', walk);
  input.addEventListener('input', hear);
  input.addEventListener('click', () => open());

  return {
    open,
    close,
    name: () => load(select).then(known => { state.words = known.words; }, () => {}),
    holds: target => isOpening || Boolean(target && surface?.holds(target)),
    get isTyping() { return Boolean(surface) && surface.input === input; },
  };
}
