// What there is no room for is told where a pointer stays; a name that fits is not said twice.
document.addEventListener('pointerover', ({ target }) => {
  const words = target.closest?.('.clip, .clip-2');
  if (words && !words.title && (words.scrollWidth > words.clientWidth || words.scrollHeight > words.clientHeight)) words.title = words.textContent.trim();
});
