import { get } from './api.js';
import { WINDOWS } from './address.js';
import { COLUMNS } from './series.js';

const REFRESH_MILLIS = 30_000;
const LIVE_MILLIS = 300_000;

/** What the server remembers of longer times than the page has seen; asked for when somebody looks, and again while they do. */
export class History {
  #app;
  #key = '';
  #pools = new Map();
  #error = '';
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
    return this.#needed(view) ? 30 : 1;
  }

  why(view) {
    if (!this.#needed(view)) {
      return null;
    }
    return this.#error || 'The history has nothing of this time.';
  }

  #needed({ from, now }) {
    return from < now - LIVE_MILLIS - 30_000;
  }

  look(again = false) {
    const { address, store } = this.#app;
    const length = WINDOWS[address.window];
    const at = address.at;
    const now = store.now();
    const until = at === null ? null : at + length * 500;
    const key = `${address.window} ${at} ${address.pool}`;
    if ((key === this.#key && !again) || (at === null && length * 1000 <= LIVE_MILLIS) || (until !== null && !this.#needed({ from: at - length * 500, now }))) {
      return;
    }
    if (again && (this.#app.store.held || at !== null)) {
      return;
    }
    this.#key = key;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(key, length, until), 100);
  }

  async #load(key, length, until) {
    const end = Math.min(until ?? Infinity, this.#app.store.now() - 1000);
    const query = new URLSearchParams({ since: new Date(end - length * 1000).toISOString(), until: new Date(end).toISOString() });
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
    } catch (error) {
      this.#pools = new Map();
      this.#error = `The history cannot be read: ${error.message}`;
    }
    this.#listeners.forEach((listener) => listener());
  }
}

/** What is remembered, and from where the page itself has heard, what that was. */
function joined(past, heard) {
  const begin = past.at.findIndex((at) => at >= (heard.at[0] ?? Infinity));
  const kept = begin < 0 ? past.at.length : begin;
  return Object.fromEntries(Object.keys(past).map((name) => [name, [...past[name].slice(0, kept), ...heard[name]]]));
}
