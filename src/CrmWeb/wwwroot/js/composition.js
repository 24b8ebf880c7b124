// What an input method shows while a word is being composed (letters of pinyin, a first proposal) has not been typed yet: whoever
// listens to a line of text hears of it once the word is chosen.
document.addEventListener('input', event => {
  if (event.isComposing && event.target instanceof HTMLInputElement) event.stopImmediatePropagation();
}, true);

document.addEventListener('compositionend', ({ target }) => {
  if (target instanceof HTMLInputElement) target.dispatchEvent(new Event('input', { bubbles: true }));
}, true);
