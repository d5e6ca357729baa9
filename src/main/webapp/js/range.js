/** The time range that the timeline and the charts show, in milliseconds: up to now, or around the selected moment. */
export function visibleRange({ address, store }) {
  const length = address.length * 1000;
  const at = address.at;
  const now = store.now();
  return at === null ? { from: now - length, to: now, now, length } : { from: at - length / 2, to: at + length / 2, now, length };
}
