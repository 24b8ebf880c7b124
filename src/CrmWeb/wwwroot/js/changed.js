// Whether a field holds something else than what its page came with.
export function isChanged(field) {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (!(field instanceof HTMLSelectElement)) return field.value !== field.defaultValue;
  const options = [...field.options];
  if (field.multiple || options.some(option => option.defaultSelected)) return options.some(option => option.selected !== option.defaultSelected);
  // A list that marks none begins with its first choice.
  return field.selectedIndex !== options.findIndex(option => !option.disabled);
}
