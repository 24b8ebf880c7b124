// A filter form whose empty fields stay out of the address, so that a view is a link one can read and pass on.
export default function shortAddress(form) {
  form.addEventListener('formdata', ({ formData }) => {
    for (const [key, value] of [...formData]) {
      if (value === '') formData.delete(key);
    }
  });
}
