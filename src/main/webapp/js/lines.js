import { COLUMNS } from './series.js';

function pools({ store, address }) {
  const all = store.all('pools');
  return address.pool ? all.filter((pool) => pool.name === address.pool) : all.filter((pool) => pool.kind === 'jdbc');
}

const SUMMED = new Set(['used', 'idle', 'waiting', 'max', 'peak']);

/** The point of a series that represents each time step: the one with the most connections in use; for the last step the newest. */
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

/** The series of the selected pool, or of all pools: counts are sums, times are maxima. */
export function joined(app, view) {
  const lines = pools(app).map((pool) => app.history.of(pool.name, view) ?? app.series.of(pool.name));
  const step = Math.max(1000, view.length / 600);
  const gap = Math.max(4000, step * 4, app.history.step(view) * 2500);
  return withGaps(sums(lines, view, step), step, gap);
}

/** The lines combined, by time step. */
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

/** These time steps as series, in seconds. A point without values marks a distance of more than {@code gap} milliseconds. */
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

/** The index of the last known value; -1 if there is none. */
export const lastKnown = (values) => values.findLastIndex((value) => value !== null && value !== undefined);
