import { byId, h, setText } from './dom.js';
import { plural } from './format.js';
import { visibleRange } from './range.js';
import { handlePointer } from './timeline-input.js';
import { layout, poolLanes } from './timeline-layout.js';
import { paint } from './timeline-paint.js';
import { unknownParts } from './timeline-unknown.js';

/** The timeline: a lane for every slot of a pool, a bar for every lease. */
export function timeline(app) {
  const place = byId('timeline');
  const view = {
    canvas: h('canvas', { role: 'img', 'aria-label': 'Leases over time; the table of open leases has the same data' }),
    why: h('p', { class: 'why', hidden: true }),
    /** The last painted layout; null before the first lease. */
    layout: null,
    /** The horizontal positions of a drag; "to" is null until the pointer has moved far enough. */
    drag: null,
  };
  place.append(view.canvas, view.why);
  let scheduled = false;
  const redraw = () => {
    if (!scheduled) {
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        draw(app, view);
      });
    }
  };
  app.store.on(['leases', 'ended', 'pools', 'tick'], redraw);
  app.address.on(redraw);
  app.onTheme(redraw);
  app.cursor.on(redraw);
  new ResizeObserver(redraw).observe(place);
  handlePointer(app, view, redraw);
  byId('timeline-now').addEventListener('click', () => app.address.toNow());
}

function draw(app, view) {
  const width = view.canvas.parentElement.clientWidth;
  const range = visibleRange(app);
  const pools = poolLanes(app, range);
  const unknown = unknownParts(app, range);
  byId('timeline-now').hidden = app.address.at === null;
  describe(pools, unknown);
  view.canvas.hidden = !pools.length;
  view.why.hidden = Boolean(pools.length);
  setText(view.why, pools.length ? '' : whyEmpty(app, range, unknown));
  if (pools.length) {
    view.layout = layout({ pools, unknown }, range, width);
    paint(view, app.cursor.at);
  }
}

/** Describes the timeline in words. */
function describe(pools, unknown) {
  const has = (leak) => pools.some(({ leases }) => leases.some(({ lease }) => lease.leak === leak));
  setText(byId('timeline-hint'), pools.length ? 'a lane for each slot, a colour for each line of code; drag to zoom' : '');
  legend([
    ...(has('leaked') ? [['leaked', 'leaked']] : []),
    ...(has('suspected') ? [['suspected', 'suspected to have leaked']] : []),
    ...(pools.length ? unknown.map(({ why }) => ['unknown', why]) : []),
  ]);
  setText(byId('timeline-summary'), pools.map(({ name, leases, used }) => `${name}: ${plural(leases.length, 'lease')} in ${plural(used, 'slot')}.`).join(' '));
}

/** The patterns that are in the picture, and what they mean. */
function legend(entries) {
  const place = byId('timeline-legend');
  const shown = entries.flat().join('|');
  if (place.dataset.shown !== shown) {
    place.dataset.shown = shown;
    place.hidden = !entries.length;
    place.replaceChildren(...entries.map(([pattern, text]) => h('li', {}, h('span', { class: `pattern ${pattern}`, 'aria-hidden': 'true' }), text)));
  }
}

/** The reason why there is no lease to draw. */
function whyEmpty({ address, store }, { from, to, now }, unknown) {
  if (from > now) {
    return 'This time is in the future.';
  }
  const all = unknown.find((part) => part.from <= from && part.to >= Math.min(to, now));
  if (all) {
    return `The leases of this time are ${all.why}.`;
  }
  const kept = store.section('ended').size ? ` ${plural(store.section('ended').size, 'ended lease')} of all times are kept.` : '';
  return [`No lease was open in this time${address.pool ? ` in ${address.pool}` : ''}.${kept}`, ...unknown.map(({ why }) => `Part of this time is ${why}.`)].join(' ');
}
