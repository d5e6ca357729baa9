/**
 * The state that the server sent, by section and key, and the listeners for its changes. While the store is held, its readers see the state of
 * the beginning of the hold; later changes are shown after the hold.
 */
export class Store {
  #sections = new Map();
  /** The sections and the time at the beginning of the hold; null if the store is not held. */
  #held = null;
  #readers = [];
  #listeners = [];
  #changed = new Set();
  #scheduled = false;
  at = 0;
  /** The server's clock minus this machine's, in milliseconds. */
  offset = 0;

  section(name) {
    return this.#held ? this.#held.sections.get(name) ?? new Map() : this.#live(name);
  }

  all(name) {
    return [...this.section(name).values()];
  }

  now() {
    return this.#held ? this.#held.at : Date.now() + this.offset;
  }

  #live(name) {
    let found = this.#sections.get(name);
    if (!found) {
      found = new Map();
      this.#sections.set(name, found);
    }
    return found;
  }

  /** Applies a message of the server. A snapshot replaces everything before it. */
  apply(message, snapshot) {
    this.at = Date.parse(message.at);
    this.offset = this.at - Date.now();
    if (snapshot) {
      for (const [name, section] of this.#sections) {
        section.clear();
        this.#changed.add(name);
      }
    }
    for (const [name, entries] of Object.entries(message.put)) {
      const section = this.#live(name);
      Object.entries(entries).forEach(([key, entry]) => section.set(key, entry));
      this.#changed.add(name);
    }
    for (const [name, keys] of Object.entries(message.gone)) {
      keys.forEach((key) => this.#live(name).delete(key));
      this.#changed.add(name);
    }
    this.#changed.add('tick');
    this.#readers.forEach((reader) => reader(this.at, (name) => this.#live(name)));
    if (!this.#held) {
      this.#notifySoon();
    }
  }

  /** Calls {@code reader} after every message with its time and the current sections, also while the store is held or the page is hidden. */
  onMessage(reader) {
    this.#readers.push(reader);
  }

  /** Calls {@code listener} before the next frame when one of the sections has changed; "tick" changes with every message. */
  on(sections, listener) {
    this.#listeners.push({ sections, listener });
  }

  /** Notifies the listeners of these sections, or of all, after a change outside the store. */
  refresh(...sections) {
    (sections.length ? sections : [...this.#sections.keys(), 'tick']).forEach((name) => this.#changed.add(name));
    this.#notifySoon();
  }

  hold(held) {
    this.#held = held ? { at: this.now(), sections: new Map([...this.#sections].map(([name, section]) => [name, new Map(section)])) } : null;
    this.#notifySoon();
  }

  get held() {
    return this.#held !== null;
  }

  #notifySoon() {
    if (this.#scheduled || !this.#changed.size) {
      return;
    }
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      const changed = this.#changed;
      this.#changed = new Set();
      for (const { sections, listener } of this.#listeners) {
        if (sections.some((name) => changed.has(name))) {
          listener(changed);
        }
      }
    });
  }
}
