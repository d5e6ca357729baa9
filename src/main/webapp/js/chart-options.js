import { axes, logarithmic, power } from './axes.js';
import { style } from './dom.js';
import { millis, moment, number } from './format.js';

const stamp = { label: 'at', value: (_, seconds) => (Number.isFinite(seconds) ? moment(seconds * 1000) : '–') };

/** The options of uPlot for the chart of connections in use. The series have the order of the data of chart-data.js. */
export function useOptions() {
  const count = (_, value) => number(value === null ? null : Math.round(value));
  const line = (label, colour, more = {}) => ({ label, stroke: colour, width: 1.5, value: count, points: { show: false }, spanGaps: false, ...more });
  return {
    scales: { x: { time: false }, y: { range: (_, __, max) => [0, Math.max(4, Math.ceil(max * 1.1))] } },
    axes: axes((_, splits) => splits.map((value) => (Number.isInteger(value) ? String(value) : ''))),
    series: [
      stamp,
      line('in use', style('--used'), { fill: `${style('--used')}33`, width: 2 }),
      line('idle', style('--line-strong'), { dash: [2, 3] }),
      line('waiting', style('--bad-mark'), { width: 2 }),
      line('max', style('--text'), { dash: [8, 4], width: 1 }),
      line('peak', style('--used'), { width: 1, dash: [1, 2] }),
      line('at least', style('--warn-mark'), { width: 0, class: 'band' }),
      line('forecast', style('--warn-mark'), { dash: [4, 4], class: 'forecast' }),
      line('at most', style('--warn-mark'), { width: 0, class: 'band' }),
    ],
    bands: [{ series: [8, 6], fill: `${style('--warn-mark')}33` }],
  };
}

/** The options of uPlot for the chart of wait and hold times. */
export function timesOptions() {
  const time = (_, value) => millis(value);
  const line = (label, colour, more = {}) => ({ label, stroke: colour, width: 1.5, value: time, points: { show: false }, ...more });
  return {
    scales: { x: { time: false }, y: { distr: 3 } },
    axes: logarithmic(axes((_, splits) => splits.map(power))),
    series: [
      stamp,
      line('hold p50', style('--used'), { width: 2 }),
      line('hold p95', '#cc79a7'),
      line('hold p99', '#d55e00', { dash: [6, 3] }),
      line('wait p95', style('--bad-mark'), { dash: [2, 3], width: 2 }),
    ],
  };
}
