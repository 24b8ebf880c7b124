// Draws the columns of a table as bars, lines or a pie. Words in the picture are the table's own; it is drawn into a canvas, because what the
// library writes as markup has styles of its own, which the content policy refuses.
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const most = 24; // rows that can be told apart

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const words = cell => cell.textContent.trim();

const drawn = new WeakMap(); // of a place its picture, and who watches how large it is

function clear(place) {
  const { shown, observer } = drawn.get(place) ?? {};
  drawn.delete(place);
  observer?.disconnect();
  shown?.dispose();
}

// One column as a whole of its rows; what is less than nothing is no part of it.
const pie = (rows, column, ink, isWide) => ({
  legend: { top: 0, type: 'scroll', textStyle: { color: ink } },
  tooltip: { trigger: 'item', renderMode: 'richText' },
  series: [{
    type: 'pie',
    radius: ['0%', '65%'],
    top: 24,
    label: { show: isWide, color: ink, formatter: '{b} {d}%' },
    data: rows.map(row => ({ name: words(row.cells[0]), value: Number(row.cells[column + 1].dataset.value) })).filter(part => part.value > 0),
  }],
});

function draw(place) {
  const table = document.getElementById(place.dataset.chartTable);
  const columns = place.dataset.chartColumns.split(' ').map(Number);
  const rows = [...(table?.tBodies[0].rows ?? [])].filter(row => !row.classList.contains('report-total')).slice(0, most);
  clear(place);
  place.replaceChildren();
  place.hidden = rows.length === 0;
  if (place.hidden) return;
  const isShare = place.dataset.chartUnit === 'share';
  const shown = init(place, null, { renderer: 'canvas' });
  const ink = colour('--crm-ink-soft');
  const line = colour('--crm-line-soft');
  const common = {
    animation: false,
    color: ['blue', 'orange', 'teal', 'purple', 'success', 'danger', 'indigo', 'neutral'].map(name => colour(`--crm-${name}-ink`)).filter(Boolean),
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
  };
  shown.setOption(place.dataset.chart === 'pie' ? { ...common, ...pie(rows, columns[0], ink, place.clientWidth > 560) } : {
    ...common,
    legend: columns.length > 1 ? { top: 0, textStyle: { color: ink }, type: 'scroll' } : undefined,
    grid: { top: columns.length > 1 ? 40 : 16, right: 16, bottom: 8, left: 8, containLabel: true },
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'category', data: rows.map(row => words(row.cells[0])), axisLabel: { color: ink, interval: 0, rotate: rows.length * Math.max(90, ...rows.map(row => words(row.cells[0]).length * 13)) > place.clientWidth ? 35 : 0 }, axisLine: { lineStyle: { color: line } } },
    yAxis: { type: 'value', minInterval: isShare ? 0 : 1, axisLabel: { color: ink, formatter: isShare ? value => `${Math.round(value * 100)}%` : undefined }, splitLine: { lineStyle: { color: line } } },
    series: columns.map(column => ({
      name: words(table.tHead.rows[0].cells[column + 1]),
      type: place.dataset.chart,
      stack: !isShare && columns.length > 2 ? 'all' : undefined,
      barMaxWidth: 36,
      data: rows.map(row => { const value = row.cells[column + 1].dataset.value; return value === '' ? null : Number(value); }),
    })),
  });
  const observer = new ResizeObserver(() => place.isConnected && shown.resize());
  observer.observe(place);
  drawn.set(place, { shown, observer });
}

// Other conditions bring other numbers into the same place, another scheme other colours. A place that is gone is watched no longer.
export default function chart(place) {
  const gone = new AbortController();
  const show = () => {
    if (place.isConnected) return draw(place);
    gone.abort();
    clear(place);
  };
  place.closest('[data-live-list]')?.addEventListener('crm:list-shown', show, { signal: gone.signal });
  document.addEventListener('crm:scheme', () => setTimeout(show), { signal: gone.signal });
  show();
}
