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
  const chosen = pools(app);
  const lines = chosen.map((pool) => app.history.of(pool.name, view) ?? app.series.of(pool.name));
  const step = Math.max(1000, view.length / 600);
  const slots = new Map();
  for (const line of lines) {
    for (const [slot, i] of fullest(line, view, step)) {
      const sum = slots.get(slot) ?? {};
      for (const column of COLUMNS) {
        const value = line[column]?.[i];
        if (value !== null && value !== undefined) {
          sum[column] = SUMMED.has(column) ? (sum[column] ?? 0) + value : Math.max(sum[column] ?? 0, value);
        }
      }
      slots.set(slot, sum);
    }
  }
  const at = [];
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, []]));
  let last = null;
  const gap = Math.max(4000, step * 4, app.history.step(view) * 2500);
  for (const slot of [...slots.keys()].sort((a, b) => a - b)) {
    if (last !== null && (slot - last) * step > gap) {
      at.push(((last + 1) * step) / 1000);
      COLUMNS.forEach((column) => columns[column].push(null));
    }
    at.push((slot * step) / 1000);
    COLUMNS.forEach((column) => columns[column].push(slots.get(slot)[column] ?? null));
    last = slot;
  }
  return { at, ...columns };
}
