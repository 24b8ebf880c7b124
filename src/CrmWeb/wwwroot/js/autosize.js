// A text area grows with what is written.
const grows = CSS.supports('field-sizing', 'content');

export default function autosize(area) {
  const rows = area.clientHeight;
  const fit = () => {
    area.style.height = 'auto';
    area.style.height = `${Math.max(rows, area.scrollHeight + 2)}px`;
  };
  if (grows) {
    area.style.minHeight = `${area.offsetHeight}px`;
    area.style.setProperty('field-sizing', 'content');
    return;
  }
  area.addEventListener('input', fit);
  if (area.value) fit();
}
