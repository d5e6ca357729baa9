import { h } from './dom.js';
import { number, span } from './format.js';
import { chosen } from './tabs.js';

/** What there is to say of each pool, with the reasons. */
export function advice(app) {
  const { store } = app;
  const element = h('div');
  let shown = '';
  return {
    element,
    draw() {
      const all = store.all('advice').filter(chosen(app));
      const state = JSON.stringify(all);
      if (state === shown && element.childNodes.length) {
        return;
      }
      shown = state;
      element.replaceChildren(...(all.length ? all.map(item) : [h('p', { class: 'why' }, 'There is nothing to say yet: a pool is looked at for a minute first.')]));
    },
  };
}

function item({ pool, size, forecast, verdict }) {
  return h('div', { class: 'item' },
    h('p', {}, h('strong', {}, pool), ' ', verdict.sentence),
    h('p', {}, direction(size)),
    h('p', {}, forecast.exhaustedInSeconds === null
      ? `Exhaustion: ${forecast.summary}.`
      : `It runs dry in about ${span(forecast.exhaustedInSeconds)}${forecast.earliestSeconds === null ? '' : ` (${span(forecast.earliestSeconds)} at the earliest${forecast.latestSeconds === null ? '' : `, ${span(forecast.latestSeconds)} at the latest`})`}.`),
    h('ul', { class: 'soft' }, [...verdict.evidence, ...size.reasons].map((reason) => h('li', {}, reason))));
}

function direction(size) {
  const of = size.max === null ? '' : ` from ${number(size.max)}`;
  switch (size.direction) {
    case 'raise': return `Size: raise it${of} to ${number(size.recommended)}.`;
    case 'lower': return `Size: it may be lowered${of} to ${number(size.recommended)}.`;
    case 'keep': return `Size: keep it as it is${size.max === null ? '' : `, at ${number(size.max)}`}.`;
    default: return 'Size: not known yet.';
  }
}
