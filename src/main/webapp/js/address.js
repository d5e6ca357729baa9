export const WINDOWS = { '5m': 300, '1h': 3600, '6h': 21_600, '24h': 86_400 };
export const TABS = ['leases', 'leaks', 'sites', 'holders', 'advice', 'alerts'];

/** What the page shows, as it stands in its address: a colleague who opens it sees the same, and Back works. */
export class Address {
  #listeners = [];

  constructor() {
    addEventListener('popstate', () => this.#tell());
  }

  get(name) {
    return new URLSearchParams(location.search).get(name) ?? '';
  }

  get pool() {
    return this.get('pool');
  }

  get tab() {
    const otherwise = this.get('alert') ? 'alerts' : TABS[0];
    return TABS.includes(this.get('tab')) ? this.get('tab') : otherwise;
  }

  get window() {
    return WINDOWS[this.get('window')] ? this.get('window') : '5m';
  }

  /** The moment that is looked at, in milliseconds; null for now. */
  get at() {
    const at = this.get('at');
    const millis = /^\d{11,}$/.test(at) ? Number(at) : Date.parse(at);
    return Number.isFinite(millis) ? millis : null;
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
    if (quietly) {
      history.replaceState(null, '', url);
    } else {
      history.pushState(null, '', url);
    }
    this.#tell();
  }

  on(listener) {
    this.#listeners.push(listener);
  }

  #tell() {
    this.#listeners.forEach((listener) => listener());
  }
}
