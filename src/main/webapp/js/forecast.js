import { number, span } from './format.js';

const AHEAD = 0.2;
const POINTS = 20;

/** The forecast of the selected pool as points with a 95 % confidence band, and in words; empty if there is none. */
export function forecast({ address, store }, view, used) {
  const prediction = address.at === null && store.section('advice').get(address.pool)?.forecast;
  const max = store.section('pools').get(address.pool)?.max;
  if (!prediction || prediction.exhaustedInSeconds === null || !max) {
    return { points: [], words: '' };
  }
  const after = (seconds, by) => (seconds ? Math.min(max, used + (Math.max(0, max - used) * by) / seconds) : used);
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const by = (view.length / 1000) * AHEAD * (i / POINTS);
    return {
      at: view.now / 1000 + by, max,
      low: after(prediction.latestSeconds, by), mid: after(prediction.exhaustedInSeconds, by), high: after(prediction.earliestSeconds, by),
    };
  });
  const band = [
    prediction.earliestSeconds && `${span(prediction.earliestSeconds)} at the earliest`, prediction.latestSeconds && `${span(prediction.latestSeconds)} at the latest`,
  ].filter(Boolean);
  return { points, words: `Forecast: all ${number(max)} connections in use in ${[`about ${span(prediction.exhaustedInSeconds)}`, ...band].join(', ')}.` };
}
