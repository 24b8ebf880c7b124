// What a form holds: name and value of every field, also of one that is hidden just now and would not be sent. A field that comes and goes
// with another one changes nothing by itself.
export const values = form => [...form.elements].filter(field => field.name && !['submit', 'button'].includes(field.type)).flatMap(field => {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked ? [[field.name, field.value]] : [];
  if (field.type === 'file') return [...field.files].map(file => [field.name, `${file.name}:${file.size}`]);
  return field.multiple ? [...field.selectedOptions].map(option => [field.name, option.value]) : [[field.name, field.value]];
});
