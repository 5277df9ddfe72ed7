// The PnL curve, drawn with uPlot where the build has it. Pixels are the only place where money becomes a binary fraction.

import { byId, node, pair, setData, setNumber, setText } from '../dom.js';
import { clock, sign, signedUsd, usd } from '../format.js';

const holder = byId('curve');
const readout = byId('curve-readout');
const empty = byId('curve-empty');
const isBuilt = document.documentElement.dataset.chart === 'built';
const dark = matchMedia('(prefers-color-scheme: dark)');
const promise = promised();
let Chart = null;
let chart = null;
let points = [];
let drawnTo = null;

if (isBuilt) load();
else showAbsence();

export function showCurve({ pnl }) {
  showPromise(pnl);
  const last = pnl.curve.at(-1);
  const end = last ? `${pnl.curve.length} ${last.time} ${last.net}` : null;
  if (end === drawnTo) return;
  drawnTo = end;
  points = pnl.curve;
  draw();
}

async function load() {
  const style = node('link');
  style.rel = 'stylesheet';
  style.href = '/vendor/uPlot.min.css';
  document.head.append(style);
  Chart = (await import('/vendor/uPlot.esm.js')).default;
  dark.addEventListener('change', () => rebuild());
  new ResizeObserver(() => chart?.setSize(extent())).observe(holder);
  draw();
}

function draw() {
  if (!Chart) return;
  empty.hidden = points.length >= 2;
  if (chart && points.length >= 2) chart.setData(series());
  else rebuild();
  describe(points.length - 1);
}

function rebuild() {
  chart?.destroy();
  chart = points.length >= 2 ? new Chart(options(), series(), holder) : null;
}

function series() {
  return [points.map(point => Date.parse(point.time) / 1000), points.map(point => Number(point.net))];
}

function options() {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--quiet'), font: '12px Arial, sans-serif', ticks: { show: false },
    grid: { stroke: colour('--line'), width: 1 },
  };
  return {
    ...extent(),
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8, fill: colour('--accent') } },
    hooks: { setCursor: [plot => describe(plot.cursor.idx ?? points.length - 1)] },
    scales: { y: { range: (plot, low, high) => widened(Math.min(low, 0), Math.max(high, 0)) } },
    axes: [
      { ...axis, grid: { show: false }, values: (plot, times) => times.map(time => clock(time * 1000).slice(-8, -3)), space: 56, size: 32 },
      { ...axis, values: (plot, values) => values.map(value => usd(value.toFixed(2)).replace('$−', '−$')), size: 64 },
    ],
    series: [{}, {
      stroke: colour('--accent'), width: 2, fill: colour('--accent-soft'), points: { show: false },
      paths: Chart.paths.stepped({ align: 1 }),
    }],
  };
}

function widened(low, high) {
  const room = Math.max((high - low) * 0.08, 0.01);
  return [low < 0 ? low - room : 0, high + room];
}

function extent() {
  return { width: holder.clientWidth, height: holder.clientHeight };
}

function describe(index) {
  const point = points[index];
  if (!point) return;
  setText(readout, `${clock(point.time)}  ${signedUsd(point.net)}`);
  holder.setAttribute('role', 'img');
  const last = points.at(-1);
  holder.setAttribute('aria-label', `Session profit and loss from ${clock(points[0].time)} to ${clock(last.time)}, now ${signedUsd(last.net)}`);
}

function showAbsence() {
  setText(empty, 'This build has no curve: Node.js was not there when it was made. Install Node.js, build Arbit again and reload this page. Every figure is here without it.');
}

function promised() {
  const list = byId('promise');
  return {
    expected: pair(list, 'Promised when taken'),
    slippage: pair(list, 'Lost on the way'),
    other: pair(list, 'Fees, already in the promise'),
    net: pair(list, 'Net, this session', 'total'),
    all: pair(list, 'Net, all sessions'),
  };
}

function showPromise(pnl) {
  money(promise.expected, pnl.expected);
  money(promise.slippage, negated(pnl.slippage));
  setNumber(promise.other.value, usd(pnl.fees), pnl.fees);
  money(promise.net, pnl.sessionNet);
  money(promise.all, pnl.netRealised);
}

function money({ value }, text) {
  setNumber(value, signedUsd(text), text);
  setData(value, 'sign', sign(text));
}

function negated(text) {
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}
