import { style } from './dom.js';
import { moment } from './format.js';

/** Seconds between two marks of the time axis: round numbers on a clock. */
export const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600];

/** For ranges below this many seconds, labels include the second. */
const PRECISE = 900;

const clock = (plot, marks) => {
  const time = plot.scales.x.max - plot.scales.x.min < PRECISE ? [-8] : [-8, -3];
  return marks.map((seconds) => moment(seconds * 1000).slice(...time));
};

/** A time axis at the bottom, and at the left an axis with labels from {@code values}. */
export function axes(values) {
  const grid = { stroke: style('--line'), width: 1 };
  const common = { stroke: style('--soft'), font: '12px system-ui, sans-serif', grid, ticks: { ...grid, size: 4 } };
  return [{ ...common, space: 80, size: 32, incrs: STEPS, values: clock }, { ...common, size: 56, values }];
}

/** The label of a power of ten in milliseconds. */
export function power(value) {
  if (value === null) {
    return '';
  }
  return value >= 1000 ? `${value / 1000} s` : `${value} ms`;
}

/** On a logarithmic scale, only powers of ten get a grid line. */
const decades = (_, marks) => marks.map((value) => (Math.abs(Math.log10(value) % 1) < 1e-6 ? value : null));

export const logarithmic = ([x, y]) => [x, { ...y, filter: decades, grid: { ...y.grid, filter: decades }, ticks: { ...y.ticks, filter: decades } }];
