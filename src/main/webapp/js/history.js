import { get } from './api.js';
import { COLUMNS } from './series.js';

const REFRESH_MILLIS = 30_000;
const LIVE_MILLIS = 300_000;

/** The history of the server, for times before the page was opened. It is loaded when the view needs it, and reloaded while it does. */
export class History {
  #app;
  #key = '';
  #pools = new Map();
  #error = '';
  #loading = false;
  #step = 30;
  #listeners = [];
  #timer = null;

  constructor(app) {
    this.#app = app;
    app.address.on(() => this.refresh());
    setInterval(() => this.refresh(true), REFRESH_MILLIS);
  }

  on(listener) {
    this.#listeners.push(listener);
  }

  /** The series of a pool for this view; null if the data that the page has received itself is enough. */
  of(pool, view) {
    if (!this.#needed(view)) {
      return null;
    }
    const past = this.#pools.get(pool);
    const received = this.#app.series.of(pool);
    return past ? joined(past, received) : received;
  }

  /** Seconds between two points. */
  step(view) {
    return this.#needed(view) ? this.#step : 1;
  }

  why(view) {
    if (!this.#needed(view)) {
      return null;
    }
    return this.#error || (this.#loading ? 'Loading the history.'
      : 'The history has no data for this time. It goes back by leasewatch.history.keep, by default one day, and has gaps while the server did not run.');
  }

  /** What is wrong with the data that is drawn; empty if nothing is. */
  problem(view) {
    return this.#needed(view) && this.#error ? `${this.#error} The chart shows only data that this page has received.` : '';
  }

  #needed({ from, now }) {
    return from < now - LIVE_MILLIS - 30_000;
  }

  refresh(again = false) {
    const { address, store } = this.#app;
    const { length } = address;
    const at = address.at;
    const now = store.now();
    const key = `${address.window} ${at} ${address.pool}`;
    const from = at === null ? now - length * 1000 : at - length * 500;
    if (at === null ? length * 1000 <= LIVE_MILLIS : from > now || !this.#needed({ from, now })) {
      // When a longer time is selected again later, it is loaded again, up to then.
      this.#key = '';
      return;
    }
    if (key === this.#key && !again) {
      return;
    }
    if (again && (this.#app.store.held || (at !== null && !this.#error))) {
      return;
    }
    this.#loading = key !== this.#key;
    this.#key = key;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(key, at, length), 100);
  }

  async #load(key, at, length) {
    // Up to now: send the length instead of a moment, because this machine's clock may be ahead of the server's.
    const query = new URLSearchParams({ since: at === null ? `PT${length}S` : new Date(at - length * 500).toISOString() });
    const until = at + length * 500;
    if (at !== null && until < this.#app.store.now() - LIVE_MILLIS) {
      query.set('until', new Date(until).toISOString());
    }
    if (this.#app.address.pool) {
      query.set('pool', this.#app.address.pool);
    }
    try {
      const trail = await get(`database/trail?${query}`);
      if (key !== this.#key) {
        return;
      }
      this.#error = '';
      this.#pools = new Map(Object.entries(trail).map(([name, points]) => {
        const series = { at: points.map((point) => point.at) };
        for (const column of COLUMNS) {
          series[column] = points.map((point) => point[column]);
        }
        return [name, series];
      }));
      this.#step = step([...this.#pools.values()]) ?? 30;
    } catch (error) {
      if (key !== this.#key) {
        return;
      }
      this.#pools = new Map();
      this.#error = error.message;
    }
    this.#loading = false;
    this.#listeners.forEach((listener) => listener());
  }
}

/** The median distance between two points, in seconds. It depends on the sampling interval of the server and on how many points it skips. */
function step(pools) {
  const longest = pools.reduce((most, { at }) => (at.length > most.length ? at : most), []);
  const apart = longest.slice(1).map((at, i) => at - longest[i]).sort((a, b) => a - b);
  return apart.length ? apart[Math.floor(apart.length / 2)] / 1000 : null;
}

const HOLE_MILLIS = 10_000;

/** The data that the page has received, with its gaps filled from the history: before it was opened, and while its machine slept. */
function joined(past, received) {
  let next = 0;
  const missing = past.at.map((at, i) => ({ at, from: past, i })).filter(({ at }) => {
    while (next < received.at.length && received.at[next] < at) {
      next++;
    }
    return (received.at[next] ?? Infinity) - (received.at[next - 1] ?? -Infinity) > HOLE_MILLIS;
  });
  const points = [...missing, ...received.at.map((at, i) => ({ at, from: received, i }))].sort((a, b) => a.at - b.at);
  return { at: points.map(({ at }) => at), ...Object.fromEntries(COLUMNS.map((name) => [name, points.map(({ from, i }) => from[name][i])])) };
}
