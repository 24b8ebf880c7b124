// A form that cannot be undone names what will happen and asks once: <form data-confirm="…" data-confirm-button="删除">.
const text = document.body.dataset;

// Asks a question in a dialog; the answer is the chosen button's value, empty for none.
export function ask(question, choices) {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  const words = document.createElement('p');
  words.id = 'ask-question';
  words.textContent = question;
  dialog.setAttribute('aria-labelledby', words.id);
  const actions = document.createElement('form');
  actions.method = 'dialog';
  actions.className = 'ask-actions';
  for (const [label, value, style] of [[text.textCancel, '', 'btn'], ...choices]) {
    const button = document.createElement('button');
    button.value = value;
    button.className = style;
    button.textContent = label;
    actions.append(button);
  }
  dialog.append(words, actions);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue);
  }));
}

export default function confirmBefore(element) {
  const form = element instanceof HTMLFormElement ? element : element.form;
  let agreed = false;
  form.addEventListener('submit', async event => {
    const submitter = event.submitter;
    if (agreed || (element !== form && submitter !== element)) return;
    event.preventDefault();
    if (await ask(element.dataset.confirm, [[element.dataset.confirmButton ?? text.textConfirm, 'yes', 'btn btn-danger']]) === 'yes') {
      agreed = true;
      form.requestSubmit(submitter);
    }
  });
}
