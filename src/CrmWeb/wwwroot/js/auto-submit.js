// A select of a filter form that sends it at once: <select data-auto-submit>. The button stays for those without script.
export default function autoSubmit(field) {
  field.addEventListener('change', () => field.form.requestSubmit());
}
