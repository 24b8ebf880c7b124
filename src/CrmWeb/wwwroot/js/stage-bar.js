// On a narrow screen the bar begins at the stage the customer is in.
export default function stageBar(bar) {
  const step = bar.querySelector('.is-current');
  if (step) bar.scrollLeft = step.offsetLeft - (bar.clientWidth - step.offsetWidth) / 2;
}
