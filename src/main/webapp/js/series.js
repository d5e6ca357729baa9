import { get } from './api.js';

const MOST_POINTS = 600;
/** The values of a pool at each moment. A series has an array for each column, and one for the moments. */
export const COLUMNS = ['used', 'idle', 'waiting', 'max', 'peak', 'wait95', 'hold50', 'hold95', 'hold99'];

const empty = () => ({ at: [], ...Object.fromEntries(COLUMNS.map((name) => [name, []])) });

/** The values of every pool, second by second: of the five minutes before the page was opened, and those received since. */
export class Series {
  #pools = new Map();

  constructor(store) {
    store.onMessage((at, section) => this.#add(at, section('pools').values()));
  }

  /** Loads those before the page was opened. What was received meanwhile is newer than the answer, and stays. */
  async load() {
    const trail = await get('database/trail');
    for (const [name, points] of Object.entries(trail)) {
      const received = this.of(name);
      const first = received.at[0] ?? Infinity;
      const earlier = points.filter((point) => point.at < first);
      this.#pools.set(name, {
        at: [...earlier.map((point) => point.at), ...received.at],
        ...Object.fromEntries(COLUMNS.map((column) => [column, [...earlier.map((point) => point[column]), ...received[column]]])),
      });
    }
  }

  of(pool) {
    return this.#pools.get(pool) ?? empty();
  }

  #add(at, pools) {
    for (const pool of pools) {
      let series = this.#pools.get(pool.name);
      if (!series) {
        series = empty();
        this.#pools.set(pool.name, series);
      }
      append(series, at, pool);
    }
  }
}

/** Appends the current values of a pool if they are newer than the last point. The oldest point is dropped beyond the limit. */
function append(series, at, pool) {
  if (series.at.length && at <= series.at[series.at.length - 1]) {
    return;
  }
  const { waits, holds } = pool;
  const point = { ...pool, wait95: waits?.p95, hold50: holds?.p50, hold95: holds?.p95, hold99: holds?.p99 };
  series.at.push(at);
  COLUMNS.forEach((column) => series[column].push(point[column] ?? null));
  if (series.at.length > MOST_POINTS) {
    series.at.shift();
    COLUMNS.forEach((column) => series[column].shift());
  }
}
