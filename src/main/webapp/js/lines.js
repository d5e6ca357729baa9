import { COLUMNS } from './series.js';

/** The selected pool; without a selection, all pools of databases. */
export function selectedPools({ store, address }) {
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

/**
 * The series of these pools: counts are sums, times are maxima. Without names, those of the selected pool, or of all pools. "unknown" has the parts
 * of the view without data, each as its beginning and end, in seconds.
 */
export function joined(app, view, names = selectedPools(app).map((pool) => pool.name)) {
  const lines = names.map((name) => app.history.of(name, view) ?? app.series.of(name));
  const step = Math.max(1000, view.length / 600);
  const gap = Math.max(4000, step * 4, app.history.step(view) * 2500);
  const line = withGaps(sums(lines, view, step), step, gap);
  return { ...line, unknown: unknown(line, view, gap / 1000) };
}

/** The parts of the view, up to now, that are longer than {@code gap} seconds and have no data. */
function unknown({ at, used }, view, gap) {
  const from = view.from / 1000;
  const to = Math.min(view.to, view.now) / 1000;
  const known = [from, ...at.filter((_, i) => used[i] !== null), to];
  return known.slice(1).map((end, i) => [known[i], end]).filter(([begin, end]) => end - begin > gap);
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
