import { byId, h } from './dom.js';
import { moment, span, words } from './format.js';

/** A pointer that moves by fewer pixels than this is a click, not a drag. */
const CLICK = 4;

/** Pointing at a lease shows a tooltip, clicking opens it, dragging selects a time range. {@code redraw} is called after each change. */
export function handlePointer(app, view, redraw) {
  const { canvas } = view;
  const tip = byId('tip');
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button || !view.layout) {
      return;
    }
    view.drag = { from: position(canvas, event).left, to: null };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const spot = position(canvas, event);
    if (view.drag) {
      view.drag.to = Math.abs(spot.left - view.drag.from) > CLICK ? spot.left : null;
    }
    app.cursor.set(view.layout ? view.layout.scale.toTime(spot.left) : null);
    const lease = leaseAt(view.layout, spot);
    canvas.style.cursor = lease ? 'pointer' : 'crosshair';
    showTip(tip, lease ? describe(lease, app.store.now()) : unknownAt(view.layout, spot), event);
    redraw();
  });
  canvas.addEventListener('pointercancel', () => {
    view.drag = null;
    redraw();
  });
  canvas.addEventListener('pointerleave', () => {
    tip.hidden = true;
    app.cursor.set(null);
  });
  canvas.addEventListener('pointerup', (event) => {
    const drag = view.drag;
    view.drag = null;
    if (drag && drag.to !== null) {
      const { toTime } = view.layout.scale;
      app.address.zoom(toTime(Math.min(drag.from, drag.to)), toTime(Math.max(drag.from, drag.to)));
      return;
    }
    const lease = leaseAt(view.layout, position(canvas, event));
    if (lease) {
      app.address.set({ tab: 'leases', lease: String(lease.id), filter: null });
      scrollToLease();
    }
  });
}

/** Scrolls to the row that is open; a lease that has ended has none, and is shown above the table. */
function scrollToLease() {
  const rows = document.querySelectorAll('#tab-panel tr:has(> td > [aria-expanded="true"])');
  (rows[rows.length - 1] ?? byId('details')).scrollIntoView({ block: 'center' });
}

function position(canvas, event) {
  const box = canvas.getBoundingClientRect();
  return { left: event.clientX - box.left, top: event.clientY - box.top };
}

/** The lease whose bar is at this position; if bars overlap, the one that was painted last. */
function leaseAt(layout, { left, top }) {
  const bars = layout ? layout.pools.flatMap((pool) => pool.bars) : [];
  return bars.findLast((bar) => left >= bar.left - 2 && left <= bar.right + 2 && top >= bar.top && top < bar.bottom)?.lease;
}

/** The reason why the leases at this position are not known, as lines; none if they are. */
function unknownAt(layout, { left, top }) {
  const part = layout?.unknown.find((one) => left >= one.left && left <= one.right && top <= layout.plot.bottom);
  return part ? [`Leases of this time are ${part.why}.`] : [];
}

function describe(lease, now) {
  return [
    `${lease.site}${lease.leak && ` – ${lease.leak}`}`,
    `${lease.endpoint} of ${lease.service}${lease.userId ? `, ${lease.userId}` : ''}`,
    lease.endedAt
      ? `held for ${span((lease.endedAt - lease.acquiredAt) / 1000)}, ${words(lease.outcome)}`
      : `held for ${span((now - lease.acquiredAt) / 1000)}, since ${moment(lease.acquiredAt, now)}`,
  ];
}

/** Shows these lines beside the pointer; hides the tooltip if there are none. */
function showTip(tip, lines, event) {
  tip.hidden = !lines.length;
  if (!lines.length) {
    return;
  }
  tip.replaceChildren(...lines.map((line) => h('div', {}, line)));
  const left = Math.min(event.clientX + 16, innerWidth - tip.offsetWidth - 8);
  const top = Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8);
  tip.style.transform = `translate(${left}px, ${top}px)`;
}
