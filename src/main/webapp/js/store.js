/** Everything the server told, by section and key, and who wants to know of what. */
export class Store {
  #sections = new Map();
  #listeners = [];
  #changed = new Set();
  #asked = false;
  #held = false;
  at = 0;
  /** What to add to this machine's clock to get the server's. */
  offset = 0;

  section(name) {
    let found = this.#sections.get(name);
    if (!found) {
      found = new Map();
      this.#sections.set(name, found);
    }
    return found;
  }

  all(name) {
    return [...this.section(name).values()];
  }

  now() {
    return this.#held ? this.at : Date.now() + this.offset;
  }

  /** Takes in a message of the server; a snapshot makes everything before it void. */
  apply(message, snapshot) {
    this.at = Date.parse(message.at);
    this.offset = this.at - Date.now();
    if (snapshot) {
      for (const name of this.#sections.keys()) {
        this.#sections.get(name).clear();
        this.#changed.add(name);
      }
    }
    for (const [name, entries] of Object.entries(message.put)) {
      const section = this.section(name);
      for (const [key, entry] of Object.entries(entries)) {
        section.set(key, entry);
      }
      this.#changed.add(name);
    }
    for (const [name, keys] of Object.entries(message.gone)) {
      keys.forEach((key) => this.section(name).delete(key));
      this.#changed.add(name);
    }
    this.#changed.add('tick');
    this.#tellSoon();
  }

  /** Calls {@code listener} when one of the sections has changed; "tick" is with every message. */
  on(sections, listener) {
    this.#listeners.push({ sections, listener });
  }

  /** As if all of it had changed, when something else has that the page depends on. */
  refresh(...sections) {
    (sections.length ? sections : [...this.#sections.keys(), 'tick']).forEach((name) => this.#changed.add(name));
    this.#tellSoon();
  }

  /** While it is held the page stays as it is; what comes meanwhile is shown afterwards. */
  hold(held) {
    this.#held = held;
    this.#tellSoon();
  }

  get held() {
    return this.#held;
  }

  #tellSoon() {
    if (this.#asked || this.#held || !this.#changed.size) {
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
