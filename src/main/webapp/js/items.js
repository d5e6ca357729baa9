import { h } from './dom.js';

/**
 * A list whose items keep their elements while their entries change, so that an open item stays open. "make" creates the item of an entry: its
 * element, and "update", which is called with the entry and the time.
 */
export function itemList(make) {
  const element = h('div');
  const items = new Map();
  return {
    element,
    draw(entries, now) {
      const ids = new Set(entries.map((entry) => entry.id));
      for (const [id, one] of items) {
        if (!ids.has(id)) {
          one.element.remove();
          items.delete(id);
        }
      }
      entries.forEach((entry, i) => {
        if (!items.has(entry.id)) {
          items.set(entry.id, make(entry));
        }
        const item = items.get(entry.id);
        if (element.children[i] !== item.element) {
          element.insertBefore(item.element, element.children[i] ?? null);
        }
        item.update(entry, now);
      });
    },
  };
}
