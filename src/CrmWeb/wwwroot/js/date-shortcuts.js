// Buttons that set a date field: data-date-shortcut="tomorrow|in3days|monday" data-for="Form_NextAt".
// "Today" is the organisation's day, given by the server in data-today on the group of buttons; otherwise the browser's.
const days = {
  tomorrow: () => 1,
  in3days: () => 3,
  monday: today => (8 - today.getUTCDay()) % 7 || 7,
};

export default function dateShortcut(button) {
  // A panel over a form of the same kind has a field of the same name.
  const field = button.form?.querySelector(`#${CSS.escape(button.dataset.for)}`) ?? document.getElementById(button.dataset.for);
  if (!field) return;
  button.addEventListener('click', () => {
    const given = button.closest('[data-today]')?.dataset.today;
    const now = new Date();
    const local = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
    const day = new Date(`${given ?? local}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + days[button.dataset.dateShortcut](day));
    const date = day.toISOString().slice(0, 10);
    field.value = field.type === 'date' ? date : `${date}T${button.dataset.time ?? '10:00'}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
