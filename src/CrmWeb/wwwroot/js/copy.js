// <button type="button" data-copy="text">: copies the text, or what the selector in data-copy-from holds.
import { say } from './toast.js';

export default function copy(button) {
  button.addEventListener('click', async () => {
    const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
    const words = source ? (source.value ?? source.textContent) : button.dataset.copy;
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // Without https the clipboard of the browser is closed to pages; the old way still works.
      const area = document.createElement('textarea');
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    say(document.body.dataset.textCopied);
  });
}
