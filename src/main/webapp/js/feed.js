import { get } from './api.js';

const STALE_MILLIS = 3000;
const POLL_MILLIS = 2000;
const RECONNECT_MILLIS = 30_000;
const CHECK_MILLIS = 500;

/**
 * Keeps the store up to date by server-sent events. The browser reconnects by itself, with the id of the last event. While no
 * event arrives, for whatever reason, the server is polled instead; the first event ends the polling.
 */
export class Feed {
  #store;
  #onstate;
  #source = null;
  #opened = 0;
  /** When the last event arrived. */
  #event = 0;
  /** When the last event or answer arrived. */
  #received = 0;
  #lastPoll = 0;
  #polling = false;
  /** Whether the store's state was polled: a change event does not apply to such a state. */
  #polled = false;
  #reason = '';
  #ended = false;
  #server = '';
  #onrestart;

  /**
   * @param onstate called with the state of the connection, its text, and the reason if there is one
   * @param onrestart called when another server process answers, whose leases have other ids
   */
  constructor(store, onstate, onrestart) {
    this.#store = store;
    this.#onstate = onstate;
    this.#onrestart = onrestart;
  }

  open() {
    if (!this.#source) {
      setInterval(() => this.#check(), CHECK_MILLIS);
    }
    this.#source?.close();
    this.#opened = Date.now();
    const source = new EventSource('api/events');
    source.addEventListener('snapshot', (event) => this.#take(event, true));
    source.addEventListener('change', (event) => this.#take(event, false));
    this.#source = source;
  }

  #take(event, snapshot) {
    if (this.#polled && !snapshot) {
      this.open();
      return;
    }
    this.#event = Date.now();
    this.#polled = false;
    const server = event.lastEventId.split('-')[0];
    if (this.#server && server !== this.#server) {
      this.#onrestart();
    }
    this.#server = server;
    this.#apply(JSON.parse(event.data), snapshot);
  }

  #apply(message, snapshot) {
    this.#received = Date.now();
    this.#reason = '';
    this.#store.apply(message, snapshot);
    this.#notify();
  }

  #check() {
    if (this.#ended) {
      return;
    }
    const now = Date.now();
    const silence = now - Math.max(this.#event, this.#opened);
    const closed = this.#source.readyState === EventSource.CLOSED;
    if ((closed || silence > STALE_MILLIS) && !this.#polling && now - this.#lastPoll >= POLL_MILLIS) {
      this.#poll(now);
    }
    // A connection that is dead but not closed causes no error event.
    if (silence > RECONNECT_MILLIS) {
      this.open();
    }
    this.#notify();
  }

  async #poll(now) {
    this.#polling = true;
    this.#lastPoll = now;
    try {
      const message = await get('events/now');
      if (this.#event <= now) {
        this.#polled = true;
        this.#apply(message, true);
      }
    } catch (error) {
      this.#reason = error.status ? error.message : '';
      if (error.status === 401 || error.status === 403) {
        this.#end(error);
      }
    } finally {
      this.#polling = false;
    }
  }

  /** Ends the feed when access is denied, so that the browser does not ask for a password every two seconds. */
  #end(error) {
    this.#ended = true;
    this.#source.close();
    this.#onstate('stale', error.status === 401 ? 'logged out' : 'access denied',
      error.status === 401 ? 'You are not logged in any more. Reload the page to log in. The data below is not updated.' : `${error.message} The data below is not updated.`);
  }

  #notify() {
    const silence = Date.now() - this.#received;
    if (!this.#received) {
      this.#onstate('connecting', 'connecting', this.#reason);
    } else if (silence > STALE_MILLIS + (this.#polled ? POLL_MILLIS : 0)) {
      this.#onstate('stale', `stale: no data for ${Math.floor(silence / 1000)} s`, this.#reason);
    } else {
      this.#onstate('on', this.#polled ? 'live, polling every 2 s' : 'live', '');
    }
  }
}
