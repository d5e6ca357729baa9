/**
 * Everything the server told, by section and key, and who wants to know of what. While it is held everybody sees what was there then; what
 * comes meanwhile is shown afterwards.
 */
export class Store {
  #sections = new Map();
  /** The sections and the time as they were when it was held; null if it is not. */
  #held = null;
  #readers = [];
  #listeners = [];
  #changed = new Set();
  #asked = false;
  at = 0;
  /** What to add to this machine's clock to get the server's. */
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

  /** Takes in a message of the server; a snapshot makes everything before it void. */
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
      this.#tellSoon();
    }
  }

  /** Calls {@code reader} with every message, also while the page is held or nobody sees it: with its time, and what is known then. */
  onMessage(reader) {
    this.#readers.push(reader);
  }

  /** Calls {@code listener} before the next frame when one of the sections has changed; "tick" is with every message. */
  on(sections, listener) {
    this.#listeners.push({ sections, listener });
  }

  /** As if all of it had changed, when something else has that the page depends on. */
  refresh(...sections) {
    (sections.length ? sections : [...this.#sections.keys(), 'tick']).forEach((name) => this.#changed.add(name));
    this.#tellSoon();
  }

  hold(held) {
    this.#held = held ? { at: this.now(), sections: new Map([...this.#sections].map(([name, section]) => [name, new Map(section)])) } : null;
    this.#tellSoon();
  }

  get held() {
    return this.#held !== null;
  }

  #tellSoon() {
    if (this.#asked || !this.#changed.size) {
      return;
    }
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
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
