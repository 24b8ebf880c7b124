// A form that only carries something on to the next page: sent at once; its button is for browsers without script.
export default function submitNow(form) {
  form.requestSubmit();
}
