export const WINDOWS = { '5m': 300, '1h': 3600, '6h': 21_600, '24h': 86_400 };
export const TABS = ['leases', 'leaks', 'sites', 'holders', 'advice', 'alerts', 'incidents', 'nested'];

const SECONDS = { s: 1, m: 60, h: 3600 };
const SHORTEST = 10;
const LONGEST = 86_400;
/** The end of the year 9999: later years have another format in ISO 8601. */
const LAST_MILLIS = 253_402_300_799_999;

/** The length in seconds of a time window such as 90s or 1h; null if it is not valid. */
function seconds(window_) {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(window_) ?? [];
  const length = unit ? count * SECONDS[unit] : 0;
  return length >= SHORTEST && length <= LONGEST ? length : null;
}

/** A moment in milliseconds, from milliseconds or ISO 8601; NaN if it is neither. */
function millis(moment) {
  if (/^\d{11,}$/.test(moment)) {
    return Number(moment);
  }
  return /^\d{4}-\d\d-\d\dT/.test(moment) ? Date.parse(moment) : NaN;
}

/** The selection of the page, stored in its address: the same address shows the same page, and the Back button works. */
export class Address {
  #listeners = [];

  constructor() {
    addEventListener('popstate', () => this.#notify());
  }

  get(name) {
    return new URLSearchParams(location.search).get(name) ?? '';
  }

  get pool() {
    return this.get('pool');
  }

  get tab() {
    const ofIncident = this.get('incident') ? 'incidents' : TABS[0];
    const otherwise = this.get('alert') ? 'alerts' : ofIncident;
    return TABS.includes(this.get('tab')) ? this.get('tab') : otherwise;
  }

  get window() {
    return seconds(this.get('window')) ? this.get('window') : '5m';
  }

  /** The length of the visible range, in seconds. */
  get length() {
    return seconds(this.window);
  }

  /** The selected moment, in milliseconds; null for now. */
  get at() {
    const at = millis(this.get('at'));
    return Math.abs(at) <= LAST_MILLIS ? at : null;
  }

  /** A message about parameters of the address that are not valid; empty if all are valid. */
  get wrong() {
    return [
      this.get('at') && this.at === null ? `at must be a moment such as 2031-03-05T07:11:13Z, was ${this.get('at')}. The page shows now.` : '',
      this.get('window') && this.window !== this.get('window') ? `window must be a time from 10s to 24h, was ${this.get('window')}. The page shows 5 minutes.` : '',
      this.get('tab') && this.tab !== this.get('tab') ? `tab must be one of ${TABS.join(', ')}, was ${this.get('tab')}.` : '',
    ].filter(Boolean).join(' ');
  }

  /** Zooms into this time range, given in milliseconds. */
  zoom(from, to) {
    const length = Math.min(LONGEST, Math.max(SHORTEST, Math.round((to - from) / 1000)));
    this.set({ at: new Date(Math.round((from + to) / 2)).toISOString(), window: `${length}s` });
  }

  /** Shows another tab, without what was selected in the last one. */
  show(tab) {
    this.set({ tab, lease: null, group: null, filter: null });
  }

  /** Returns from a selected moment to now, and from a zoomed range to the default window. */
  toNow(changes = {}) {
    this.set({ at: null, ...(WINDOWS[this.get('window')] ? {} : { window: null }), ...changes });
  }

  set(changes, { quietly = false } = {}) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }
    const url = query.size ? `?${query}` : location.pathname;
    if (quietly || url === (location.search || location.pathname)) {
      history.replaceState(null, '', url);
    } else {
      history.pushState(null, '', url);
    }
    this.#notify();
  }

  on(listener) {
    this.#listeners.push(listener);
  }

  #notify() {
    this.#listeners.forEach((listener) => listener());
  }
}
