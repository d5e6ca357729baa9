import { get } from './api.js';
import { COLUMNS } from './series.js';

const REFRESH_MILLIS = 30_000;
const LIVE_MILLIS = 300_000;

/** What the server remembers of longer times than the page has seen; asked for when somebody looks, and again while they do. */
export class History {
  #app;
  #key = '';
  #pools = new Map();
  #error = '';
  #asking = false;
  #step = 30;
  #listeners = [];
  #timer = null;

  constructor(app) {
    this.#app = app;
    app.address.on(() => this.look());
    setInterval(() => this.look(true), REFRESH_MILLIS);
  }

  on(listener) {
    this.#listeners.push(listener);
  }

  /** The series of a pool for this view; null where what the page has heard itself is enough. */
  of(pool, view) {
    if (!this.#needed(view)) {
      return null;
    }
    const past = this.#pools.get(pool);
    const heard = this.#app.series.of(pool);
    return past ? joined(past, heard) : heard;
  }

  /** Seconds between two points of it. */
  step(view) {
    return this.#needed(view) ? this.#step : 1;
  }

  why(view) {
    if (!this.#needed(view)) {
      return null;
    }
    return this.#error || (this.#asking ? 'The history is being asked.'
      : 'The history has nothing of this time. It goes back as far as leasewatch.history.keep says, a day by default, and has gaps where the server did not run.');
  }

  /** What is amiss with what is drawn all the same; empty for nothing. */
  trouble(view) {
    return this.#needed(view) && this.#error ? `${this.#error} Drawn is what this page has heard.` : '';
  }

  #needed({ from, now }) {
    return from < now - LIVE_MILLIS - 30_000;
  }

  look(again = false) {
    const { address, store } = this.#app;
    const { length } = address;
    const at = address.at;
    const now = store.now();
    const key = `${address.window} ${at} ${address.pool}`;
    const from = at === null ? now - length * 1000 : at - length * 500;
    if (at === null ? length * 1000 <= LIVE_MILLIS : from > now || !this.#needed({ from, now })) {
      // Whoever comes back to a longer time later is to see that time up to then.
      this.#key = '';
      return;
    }
    if (key === this.#key && !again) {
      return;
    }
    if (again && (this.#app.store.held || (at !== null && !this.#error))) {
      return;
    }
    this.#asking = key !== this.#key;
    this.#key = key;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(key, at, length), 100);
  }

  async #load(key, at, length) {
    // Up to now is said by how long that is, because this machine's clock may be ahead of the server's.
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
    this.#asking = false;
    this.#listeners.forEach((listener) => listener());
  }
}

/** How many seconds two points are usually apart: it depends on how often the server takes one, and on how many it leaves out. */
function step(pools) {
  const longest = pools.reduce((most, { at }) => (at.length > most.length ? at : most), []);
  const apart = longest.slice(1).map((at, i) => at - longest[i]).sort((a, b) => a - b);
  return apart.length ? apart[Math.floor(apart.length / 2)] / 1000 : null;
}

const HOLE_MILLIS = 10_000;

/** What the page has heard, and where it heard nothing what is remembered: before it was opened, and while its machine slept. */
function joined(past, heard) {
  let next = 0;
  const missed = past.at.map((at, i) => ({ at, from: past, i })).filter(({ at }) => {
    while (next < heard.at.length && heard.at[next] < at) {
      next++;
    }
    return (heard.at[next] ?? Infinity) - (heard.at[next - 1] ?? -Infinity) > HOLE_MILLIS;
  });
  const points = [...missed, ...heard.at.map((at, i) => ({ at, from: heard, i }))].sort((a, b) => a.at - b.at);
  return { at: points.map(({ at }) => at), ...Object.fromEntries(COLUMNS.map((name) => [name, points.map(({ from, i }) => from[name][i])])) };
}
