// Where the list opens: under its field, or on a phone as a sheet from the bottom with a line to search in on top.
const phone = matchMedia('(max-width: 767.98px)');
export const isPhone = () => phone.matches;

export function dropDown(field, list) {
  const box = document.createElement('div');
  box.className = 'choice-panel';
  box.append(list);
  const anchor = field.closest('.choice-box') ?? field;
  anchor.parentElement.append(box);
  // Above everything, drawers and cards that cut off included.
  if (box.showPopover) {
    box.popover = 'manual';
    box.showPopover();
  }
  const place = () => {
    const { left, top, bottom, width } = anchor.getBoundingClientRect();
    const below = innerHeight - bottom - 8;
    const isAbove = below < 200 && top > below;
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - Math.max(width, box.offsetWidth) - 8))}px`;
    box.style.minWidth = `${width}px`;
    box.style.top = isAbove ? 'auto' : `${bottom + 2}px`;
    box.style.bottom = isAbove ? `${innerHeight - top + 2}px` : 'auto';
    list.style.maxHeight = `${Math.min(352, Math.max(120, (isAbove ? top - 8 : below)))}px`;
  };
  place();
  const again = event => { if (!box.contains(event.target)) place(); };
  addEventListener('scroll', again, true);
  addEventListener('resize', place);
  return {
    input: field,
    holds: target => box.contains(target),
    speak() {},
    place,
    close() {
      removeEventListener('scroll', again, true);
      removeEventListener('resize', place);
      box.remove();
    },
  };
}

export function sheet(field, list, { title, isShort, status, ended }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'choice-sheet';
  dialog.setAttribute('aria-label', title);
  const head = document.createElement('div');
  head.className = 'choice-sheet-head';
  const name = document.createElement('strong');
  name.textContent = title;
  const end = document.createElement('button');
  end.type = 'button';
  end.className = 'btn btn-ghost-primary';
  end.textContent = '✕';
  end.addEventListener('click', ended);
  head.append(name, end);
  const input = document.createElement('input');
  input.type = 'search';
  input.className = 'form-control';
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.setAttribute('aria-label', title);
  // The keyboard covers half of the sheet: it waits to be asked for where the list is seen at a glance.
  if (isShort) {
    input.inputMode = 'none';
    input.addEventListener('pointerdown', () => { input.inputMode = 'text'; });
  }
  dialog.append(head, input, status, list);
  (field.closest('.choice-box') ?? field).parentElement.append(dialog);
  dialog.addEventListener('cancel', event => {
    event.preventDefault();
    ended();
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) ended(); });
  dialog.showModal();
  input.focus();

  // Above the keyboard, which browsers lay over the page.
  const view = window.visualViewport;
  const place = () => {
    dialog.style.bottom = `${Math.max(0, innerHeight - view.height - view.offsetTop)}px`;
    dialog.style.maxHeight = `${view.height * 0.9}px`;
  };
  view?.addEventListener('resize', place);

  // Back closes the sheet where the browser does not do so by itself.
  const hasPlace = !('CloseWatcher' in window);
  let isBack = false;
  const back = () => {
    isBack = true;
    ended();
  };
  if (hasPlace) {
    history.pushState({ choice: true }, '');
    addEventListener('popstate', back, { once: true });
  }
  return {
    input,
    holds: target => dialog.contains(target),
    speak(words) {
      end.textContent = words.done;
      input.placeholder = words.search;
    },
    place() {},
    close() {
      view?.removeEventListener('resize', place);
      removeEventListener('popstate', back);
      if (hasPlace && !isBack && history.state?.choice) history.back();
      dialog.close();
      dialog.remove();
    },
  };
}
