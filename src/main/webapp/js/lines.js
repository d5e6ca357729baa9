import { COLUMNS } from './series.js';

function pools({ store, address }) {
  const all = store.all('pools');
  return address.pool ? all.filter((pool) => pool.name === address.pool) : all.filter((pool) => pool.kind === 'application');
}

const SUMMED = new Set(['used', 'idle', 'waiting', 'max', 'peak']);

/** Which point of a series stands for each step of time: the one in which most was in use, and at the end the newest. */
function fullest({ at, used }, view, step) {
  const picked = new Map();
  let newest = null;
  at.forEach((moment_, i) => {
    if (moment_ >= view.from && moment_ <= view.to) {
      newest = Math.floor(moment_ / step);
      const best = picked.get(newest);
      if (best === undefined || used[i] >= used[best]) {
        picked.set(newest, i);
      }
    }
  });
  if (newest !== null) {
    picked.set(newest, at.findLastIndex((moment_) => moment_ <= view.to));
  }
  return picked;
}

/** The series of one pool, or of all: counts are added up, and of times the longest counts. */
export function joined(app, view) {
  const lines = pools(app).map((pool) => app.history.of(pool.name, view) ?? app.series.of(pool.name));
  const step = Math.max(1000, view.length / 600);
  const gap = Math.max(4000, step * 4, app.history.step(view) * 2500);
  return withGaps(sums(lines, view, step), step, gap);
}

/** What all lines have together in each step of time. */
function sums(lines, view, step) {
  const slots = new Map();
  for (const line of lines) {
    for (const [slot, i] of fullest(line, view, step)) {
      const sum = slots.get(slot) ?? {};
      COLUMNS.forEach((column) => add(sum, column, line[column]?.[i]));
      slots.set(slot, sum);
    }
  }
  return slots;
}

function add(sum, column, value) {
  if (value !== null && value !== undefined) {
    const before = sum[column] ?? 0;
    sum[column] = SUMMED.has(column) ? before + value : Math.max(before, value);
  }
}

/** The series of these steps of time, in seconds; where the next is further away than {@code gap} milliseconds, a point without values. */
function withGaps(slots, step, gap) {
  const at = [];
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, []]));
  const push = (slot, sum) => {
    at.push((slot * step) / 1000);
    COLUMNS.forEach((column) => columns[column].push(sum[column] ?? null));
  };
  let last = null;
  for (const slot of [...slots.keys()].sort((a, b) => a - b)) {
    if (last !== null && (slot - last) * step > gap) {
      push(last + 1, {});
    }
    push(slot, slots.get(slot));
    last = slot;
  }
  return { at, ...columns };
}

/** The index of the last value that is known; -1 if none is. */
export const lastKnown = (values) => values.findLastIndex((value) => value !== null && value !== undefined);
