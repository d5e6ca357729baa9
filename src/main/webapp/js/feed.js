import { get } from './api.js';

const STALE_MILLIS = 3000;
const POLL_MILLIS = 2000;
const ANEW_MILLIS = 30_000;
const LOOK_MILLIS = 500;

/**
 * Keeps the store as the server is. The browser comes back by itself when the line breaks, with the id of what it heard last. While no
 * event gets through, for whatever reason, the server is asked instead; the first event that comes again ends that.
 */
export class Feed {
  #store;
  #said;
  #source = null;
  #opened = 0;
  /** When the last event came by itself. */
  #event = 0;
  /** When anything was heard. */
  #heard = 0;
  #asked = 0;
  #asking = false;
  /** Whether what is known was asked for: a change that comes by itself is then one of something else. */
  #answered = false;
  #trouble = '';
  #over = false;
  #server = '';
  #onother;

  /**
   * @param said is told the state of the line, what to call it, and the reason if there is one
   * @param onother is told when another process answers than before, which counts its leases anew
   */
  constructor(store, said, onother) {
    this.#store = store;
    this.#said = said;
    this.#onother = onother;
  }

  open() {
    if (!this.#source) {
      setInterval(() => this.#look(), LOOK_MILLIS);
    }
    this.#source?.close();
    this.#opened = Date.now();
    const source = new EventSource('api/events');
    source.addEventListener('snapshot', (event) => this.#take(event, true));
    source.addEventListener('change', (event) => this.#take(event, false));
    this.#source = source;
  }

  #take(event, snapshot) {
    if (this.#answered && !snapshot) {
      this.open();
      return;
    }
    this.#event = Date.now();
    this.#answered = false;
    const server = event.lastEventId.split('-')[0];
    if (this.#server && server !== this.#server) {
      this.#onother();
    }
    this.#server = server;
    this.#hear(JSON.parse(event.data), snapshot);
  }

  #hear(message, snapshot) {
    this.#heard = Date.now();
    this.#trouble = '';
    this.#store.apply(message, snapshot);
    this.#tell();
  }

  #look() {
    if (this.#over) {
      return;
    }
    const now = Date.now();
    const silence = now - Math.max(this.#event, this.#opened);
    const closed = this.#source.readyState === EventSource.CLOSED;
    if ((closed || silence > STALE_MILLIS) && !this.#asking && now - this.#asked >= POLL_MILLIS) {
      this.#ask(now);
    }
    // A line that is dead without having been cut never says so.
    if (silence > ANEW_MILLIS) {
      this.open();
    }
    this.#tell();
  }

  async #ask(now) {
    this.#asking = true;
    this.#asked = now;
    try {
      const message = await get('events/now');
      if (this.#event <= now) {
        this.#answered = true;
        this.#hear(message, true);
      }
    } catch (error) {
      this.#trouble = error.status ? error.message : '';
      if (error.status === 401 || error.status === 403) {
        this.#end(error);
      }
    } finally {
      this.#asking = false;
    }
  }

  /** Whoever may not see this any more is not asked for a password every two seconds. */
  #end(error) {
    this.#over = true;
    this.#source.close();
    this.#said('stale', error.status === 401 ? 'logged out' : 'not allowed any more',
      error.status === 401 ? 'You are not logged in any more: load the page again to log in. What is below is as old as it was then.' : `${error.message} What is below is as old as it was then.`);
  }

  #tell() {
    const silence = Date.now() - this.#heard;
    if (!this.#heard) {
      this.#said('connecting', 'connecting', this.#trouble);
    } else if (silence > STALE_MILLIS + (this.#answered ? POLL_MILLIS : 0)) {
      this.#said('stale', `stale: nothing heard for ${Math.floor(silence / 1000)} s`, this.#trouble);
    } else {
      this.#said('on', this.#answered ? 'live, by asking every 2 s' : 'live', '');
    }
  }
}
