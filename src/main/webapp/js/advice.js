import { h } from './dom.js';
import { number, span } from './format.js';
import { inSelectedPool } from './selection.js';

/** The recommendation for each pool, with its reasons. */
export function advice(app) {
  const { store } = app;
  const element = h('div', { class: 'items' });
  let shown = '';
  const isFull = (name) => {
    const pool = store.section('pools').get(name);
    return Boolean(pool?.max) && pool.used >= pool.max;
  };
  return {
    element,
    draw() {
      // Pools without a problem come last.
      const all = store.all('advice').filter(inSelectedPool(app)).sort((a, b) => isOk(a) - isOk(b));
      const state = JSON.stringify([all, all.map((one) => isFull(one.pool))]);
      if (state === shown && element.childNodes.length) {
        return;
      }
      shown = state;
      element.replaceChildren(...(all.length ? all.map((one) => item(one, isFull(one.pool))) : [h('p', { class: 'why' }, 'No advice yet: Leasewatch measures a pool for a minute first.')]));
    },
  };
}

/** Whether no problem of a pool is known. */
export const isOk = ({ verdict }) => ['nothing', 'unknown'].includes(verdict.cause);

function item({ size, forecast, verdict }, isFull) {
  return h('div', { class: 'item' },
    h('p', {}, h('strong', {}, verdict.sentence)),
    h('p', {}, `${direction(size)} ${isFull ? 'It is exhausted now.' : end(forecast)}`),
    h('ul', { class: 'soft' }, [...verdict.evidence, ...size.reasons].map((reason) => h('li', {}, reason))));
}

function end(forecast) {
  if (forecast.exhaustedInSeconds === null) {
    return `Forecast: ${forecast.summary}.`;
  }
  const band = [
    forecast.earliestSeconds === null ? '' : `${span(forecast.earliestSeconds)} at the earliest`,
    forecast.latestSeconds === null ? '' : `${span(forecast.latestSeconds)} at the latest`,
  ].filter(Boolean).join(', ');
  return `It will be exhausted in about ${span(forecast.exhaustedInSeconds)}${band && ` (${band})`}.`;
}

function direction(size) {
  const of = size.max === null ? '' : ` from ${number(size.max)}`;
  switch (size.direction) {
    case 'raise': return `Size: raise${of} to ${number(size.recommended)}.`;
    case 'lower': return `Size: can be lowered${of} to ${number(size.recommended)}.`;
    case 'keep': return `Size: keep${size.max === null ? '' : ` ${number(size.max)}`}.`;
    default: return 'Size: unknown yet.';
  }
}
