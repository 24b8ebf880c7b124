// <button data-print>: prints the page. Its menu is there only with script.
export default function print(button) {
  button.closest('[data-print-menu]')?.removeAttribute('hidden');
  button.addEventListener('click', () => {
    button.closest('details')?.removeAttribute('open');
    window.print();
  });
}
