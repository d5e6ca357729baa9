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
    showTip(tip, lease, event, app.store.now());
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
      app.address.set({ tab: 'leases', lease: String(lease.id) });
    }
  });
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

function showTip(tip, lease, event, now) {
  if (!lease) {
    tip.hidden = true;
    return;
  }
  tip.hidden = false;
  tip.replaceChildren(
    h('div', {}, `${lease.site}${lease.leaked ? ' – leaked' : ''}`),
    h('div', {}, `${lease.endpoint} of ${lease.service}${lease.userId ? `, ${lease.userId}` : ''}`),
    h('div', {}, lease.endedAt
      ? `held for ${span((lease.endedAt - lease.acquiredAt) / 1000)}, ${words(lease.outcome)}`
      : `held for ${span((now - lease.acquiredAt) / 1000)}, since ${moment(lease.acquiredAt, now)}`));
  const left = Math.min(event.clientX + 16, innerWidth - tip.offsetWidth - 8);
  const top = Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8);
  tip.style.transform = `translate(${left}px, ${top}px)`;
}
