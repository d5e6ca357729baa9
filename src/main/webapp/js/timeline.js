import { byId, h, setText } from './dom.js';
import { moment, plural } from './format.js';
import { visibleRange } from './range.js';
import { handlePointer } from './timeline-input.js';
import { layout, poolLanes } from './timeline-layout.js';
import { paint } from './timeline-paint.js';

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
  byId('timeline-now').hidden = app.address.at === null;
  describe(pools);
  view.canvas.hidden = !pools.length;
  view.why.hidden = Boolean(pools.length);
  setText(view.why, pools.length ? '' : whyEmpty(app, range));
  if (pools.length) {
    view.layout = layout(pools, range, width);
    paint(view, app.cursor.at);
  }
}

/** Describes the timeline in words. */
function describe(pools) {
  const leaked = pools.some(({ leases }) => leases.some(({ lease }) => lease.leaked));
  setText(byId('timeline-hint'), pools.length
    ? `a lane for each slot, a colour for each line of code${leaked ? ', hatched = leaked' : ''}; drag to zoom`
    : '');
  setText(byId('timeline-summary'), pools.map(({ name, leases, used }) => `${name}: ${plural(leases.length, 'lease')} in ${plural(used, 'slot')}.`).join(' '));
}

/** The reason why there is no lease to draw. */
function whyEmpty({ address, store }, { from, now }) {
  if (from > now) {
    return 'This time is in the future.';
  }
  const ended = store.all('ended').map((lease) => lease.endedAt);
  const kept = ended.length ? ` The ${ended.length} ended leases that are kept go back to ${moment(Math.min(...ended), now)}.` : '';
  return `No known lease was open in this time${address.pool ? ` in ${address.pool}` : ''}.${kept}`;
}
