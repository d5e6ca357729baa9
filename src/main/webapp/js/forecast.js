import { number, span } from './format.js';

const AHEAD = 0.2;
const POINTS = 20;

/** Where the leases of the chosen pool that stay out are going, in a band that is right in 95 of 100 cases; nothing where that is not known. */
export function forecast({ address, store }, view, used) {
  const known = address.at === null && store.section('advice').get(address.pool)?.forecast;
  const max = store.section('pools').get(address.pool)?.max;
  if (!known || known.exhaustedInSeconds === null || !max) {
    return { points: [], words: '' };
  }
  const after = (seconds, by) => (seconds ? Math.min(max, used + (Math.max(0, max - used) * by) / seconds) : used);
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const by = (view.length / 1000) * AHEAD * (i / POINTS);
    return {
      at: view.now / 1000 + by, max,
      low: after(known.latestSeconds, by), mid: after(known.exhaustedInSeconds, by), high: after(known.earliestSeconds, by),
    };
  });
  const band = [
    known.earliestSeconds && `in ${span(known.earliestSeconds)} at the earliest`, known.latestSeconds && `${span(known.latestSeconds)} at the latest`,
  ].filter(Boolean);
  return { points, words: `Forecast: all ${number(max)} are out in ${[`about ${span(known.exhaustedInSeconds)}`, ...band].join(', ')}.` };
}
