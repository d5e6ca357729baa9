import { get } from './api.js';

const STALE_MILLIS = 3000;
const POLL_MILLIS = 2000;

/**
 * Keeps the store as the server is. The browser comes back by itself when the line breaks, with the id of what it heard last; where
 * events do not get through at all, it asks instead.
 */
export class Feed {
  #store;
  #said;
  #heard = 0;
  #failures = 0;
  #polling = false;

  constructor(store, said) {
    this.#store = store;
    this.#said = said;
    setInterval(() => this.#look(), 500);
  }

  open() {
    const source = new EventSource('api/events');
    source.addEventListener('snapshot', (event) => this.#take(event.data, true));
    source.addEventListener('change', (event) => this.#take(event.data, false));
    source.onerror = () => {
      this.#failures++;
      if (source.readyState === EventSource.CLOSED || this.#failures >= 3) {
        source.close();
        this.#poll();
      }
    };
  }

  #take(data, snapshot) {
    this.#heard = Date.now();
    this.#failures = 0;
    this.#store.apply(JSON.parse(data), snapshot);
    this.#look();
  }

  async #poll() {
    this.#polling = true;
    let since = Date.now();
    try {
      const message = await get('events/now');
      this.#heard = Date.now();
      this.#store.apply(message, true);
      this.#failures = 0;
      if (!this.#tryAgain) {
        this.#tryAgain = setTimeout(() => {
          this.#tryAgain = null;
          this.#polling = false;
          this.open();
        }, 30_000);
      }
    } catch {
      since += POLL_MILLIS;
    }
    this.#look();
    if (this.#polling) {
      setTimeout(() => this.#polling && this.#poll(), Math.max(500, since + POLL_MILLIS - Date.now()));
    }
  }

  #tryAgain = null;

  #look() {
    const silence = Date.now() - this.#heard;
    if (!this.#heard) {
      this.#said('connecting', 'connecting');
    } else if (silence > STALE_MILLIS) {
      this.#said('stale', `stale: nothing heard for ${Math.floor(silence / 1000)} s`);
    } else {
      this.#said('on', this.#polling ? 'live, by asking' : 'live');
    }
  }
}
