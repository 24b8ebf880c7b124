// Gives a field a value as its person would. A list whose choices are fetched when somebody begins with it may not have it yet:
// choices.js has it named.
export function put(field, values) {
  if (!(field instanceof HTMLSelectElement)) {
    field.value = values[0] ?? '';
    return;
  }
  if ('choices' in field.dataset) {
    const have = [...field.options].map(option => option.value);
    field.append(...values.filter(value => value && !have.includes(value)).map(value => new Option('', value)));
  }
  if (field.multiple) [...field.options].forEach(option => { option.selected = values.includes(option.value); });
  else field.value = values[0] ?? '';
}
