import { STEPS } from './axes.js';
import { byId, h, setText, style } from './dom.js';
import { colour, ink } from './colours.js';
import { look } from './charts.js';
import { moment, plural, span, words } from './format.js';

const GUTTER = 40;
const WIDE_GUTTER = 176;
const TITLE = 20;
const AXIS = 20;
const TALL = 16;
const LOWEST = 3;
/** Lanes that are lower have no number, and the names of their pools stand beside them. */
const NUMBERED = 12;
const ROOM = 420;

/** A lane for every slot of a pool, a bar for every lease: who had which connection, and when. */
export function timeline(app) {
  const place = byId('timeline');
  const canvas = h('canvas', { role: 'img', 'aria-label': 'Leases over time; the table of open leases says the same' });
  place.append(canvas);
  const view = { canvas, bars: [], drag: null, asked: false };
  const draw = () => {
    if (!view.asked) {
      view.asked = true;
      requestAnimationFrame(() => {
        view.asked = false;
        paint(app, view);
      });
    }
  };
  app.store.on(['leases', 'ended', 'pools', 'tick'], draw);
  app.address.on(draw);
  app.onTheme(draw);
  app.cursor.on(draw);
  new ResizeObserver(draw).observe(place);
  listen(app, view, draw);
  byId('timeline-now').addEventListener('click', () => app.address.toNow());
}

/** Leases of the window by pool, each in the first lane that is free. */
function lanes({ store, address }, from, to, now) {
  const pools = new Map();
  const add = (lease) => {
    if (lease.declared || (address.pool && lease.pool !== address.pool) || (lease.endedAt ?? now) < from || lease.acquiredAt > to) {
      return;
    }
    if (!pools.has(lease.pool)) {
      pools.set(lease.pool, []);
    }
    pools.get(lease.pool).push(lease);
  };
  store.section('ended').forEach(add);
  store.section('leases').forEach(add);
  return [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([pool, leases]) => {
    leases.sort((a, b) => a.acquiredAt - b.acquiredAt || a.id - b.id);
    const free = [];
    const bars = leases.map((lease) => {
      let lane = free.findIndex((until) => until <= lease.acquiredAt);
      lane = lane < 0 ? free.length : lane;
      free[lane] = lease.endedAt ?? Infinity;
      return { lease, lane };
    });
    return { pool, bars, count: free.length, slots: Math.max(free.length, store.section('pools').get(pool)?.max ?? 0) };
  });
}

function paint(app, view) {
  const { canvas } = view;
  const width = canvas.parentElement.clientWidth;
  const span_ = look(app);
  const to = app.address.at === null ? span_.now : span_.to;
  const groups = lanes(app, span_.from, to, span_.now);
  // Where there is room every slot has its lane, used or not: that shows how full a pool is, and the page below stays where it is.
  const roomy = groups.reduce((sum, group) => sum + group.slots, 0) * TALL <= ROOM;
  const count = (group) => (roomy ? group.slots : group.count);
  const total = groups.reduce((sum, group) => sum + count(group), 0);
  const tall = total ? Math.max(LOWEST, Math.min(TALL, Math.floor(ROOM / total))) : TALL;
  const thin = tall < NUMBERED;
  const title = thin ? 0 : TITLE;
  const gutter = thin ? Math.min(WIDE_GUTTER, Math.round(width * 0.3)) : GUTTER;
  const deep = (group) => title + (thin ? Math.max(TITLE, count(group) * tall + 4) : count(group) * tall);
  const height = groups.length ? groups.reduce((sum, group) => sum + deep(group), AXIS) : 0;
  byId('timeline-now').hidden = app.address.at === null;
  const hatched = groups.some((group) => group.bars.some((bar) => bar.lease.leaked));
  setText(byId('timeline-hint'), groups.length
    ? `a lane for each slot, a colour for each line of code${hatched ? ', hatched = leaked' : ''}; drag to zoom`
    : '');
  setText(byId('timeline-summary'), groups.map((group) => `${group.pool}: ${plural(group.bars.length, 'lease')} in ${plural(group.count, 'slot')}.`).join(' '));
  canvas.hidden = !groups.length;
  let why = canvas.nextElementSibling;
  if (!why) {
    why = h('p', { class: 'why' });
    canvas.after(why);
  }
  why.hidden = Boolean(groups.length);
  setText(why, groups.length ? '' : empty(app, span_));
  if (!groups.length) {
    return;
  }
  const ratio = devicePixelRatio || 1;
  canvas.style.height = `${height}px`;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const x = (at) => gutter + ((at - span_.from) / (to - span_.from)) * (width - gutter - 8);
  view.at = (left) => span_.from + ((left - gutter) / (width - gutter - 8)) * (to - span_.from);
  const ink = { text: style('--text'), soft: style('--soft'), line: style('--line'), panel: style('--panel'), bad: style('--bad-mark'), empty: style('--page') };
  axis(pen, ink, { x, from: span_.from, to, width, gutter, top: title, bottom: height - AXIS });
  view.bars = [];
  let top = 0;
  for (const group of groups) {
    pen.fillStyle = ink.text;
    pen.font = '600 12px system-ui, sans-serif';
    pen.fillText(thin ? fitting(pen, group.pool, gutter - 12) : group.pool, 0, top + 14);
    stripes(pen, ink, count(group), { top: top + title, tall, gutter, width });
    for (const { lease, lane } of group.bars) {
      bar(pen, view, lease, { x, y: top + title + lane * tall, tall, gutter, to, now: span_.now });
    }
    top += deep(group);
  }
  mark(pen, ink, view, app.cursor.at, x, height, span_.from, to);
}

/** Why there is no lease to draw. */
function empty({ address, store }, { from, now }) {
  if (from > now) {
    return 'This time has not come yet.';
  }
  const ended = store.all('ended').map((lease) => lease.endedAt);
  const kept = ended.length ? ` ${ended.length} of those that have ended are kept, which go back to ${moment(Math.min(...ended), now)}.` : '';
  return `No lease that is known was out in this time${address.pool ? ` from ${address.pool}` : ''}.${kept}`;
}

function stripes(pen, ink, count, { top, tall, gutter, width }) {
  for (let lane = 0; lane < count; lane++) {
    if (lane % 2 === 0) {
      pen.fillStyle = ink.empty;
      pen.fillRect(gutter, top + lane * tall, width - gutter - 8, tall);
    }
    if (tall >= NUMBERED) {
      pen.fillStyle = ink.soft;
      pen.font = '12px system-ui, sans-serif';
      pen.textAlign = 'right';
      pen.fillText(String(lane + 1), gutter - 8, top + lane * tall + tall - 4);
      pen.textAlign = 'left';
    }
  }
}

function bar(pen, view, lease, { x, y, tall, gutter, to, now }) {
  const left = Math.max(gutter, x(lease.acquiredAt));
  const right = Math.max(left + 1.5, x(Math.min(to, lease.endedAt ?? now)));
  const height = tall > 4 ? tall - 2 : tall - 1;
  pen.fillStyle = colour(lease.site);
  pen.fillRect(left, y + 1, right - left, height);
  if (lease.leaked) {
    pen.save();
    pen.beginPath();
    pen.rect(left, y + 1, right - left, height);
    pen.clip();
    pen.strokeStyle = 'rgba(0, 0, 0, .55)';
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (let at = left - height; at < right; at += 6) {
      pen.moveTo(at, y + 1 + height);
      pen.lineTo(at + height, y + 1);
    }
    pen.stroke();
    pen.restore();
  }
  if (tall >= 14 && right - left > 120) {
    pen.font = '600 11px system-ui, sans-serif';
    const label = fitting(pen, lease.site, right - left - 12);
    if (lease.leaked) {
      pen.fillStyle = colour(lease.site);
      pen.fillRect(left + 2, y + 1, pen.measureText(label).width + 8, height);
    }
    pen.fillStyle = ink(colour(lease.site));
    pen.fillText(label, left + 6, y + tall - 4.5);
  }
  view.bars.push({ left, right, top: y, bottom: y + tall, lease });
}

function fitting(pen, text, room) {
  if (pen.measureText(text).width <= room) {
    return text;
  }
  let end = text.length;
  while (end > 1 && pen.measureText(`${text.slice(0, end)}…`).width > room) {
    end--;
  }
  return `${text.slice(0, end)}…`;
}

function axis(pen, ink, { x, from, to, width, gutter, top, bottom }) {
  const step = 1000 * (STEPS.find((one) => ((to - from) / 1000 / one) * 80 < width - gutter) ?? STEPS[STEPS.length - 1]);
  pen.font = '12px system-ui, sans-serif';
  pen.textAlign = 'center';
  for (let at = Math.ceil(from / step) * step; at < to; at += step) {
    pen.fillStyle = ink.line;
    pen.fillRect(Math.round(x(at)), top, 1, bottom - top);
    pen.fillStyle = ink.soft;
    const text = moment(at).slice(-8);
    if (x(at) > gutter + 24 && x(at) < width - 32) {
      pen.fillText(step < 60_000 ? text : text.slice(0, 5), x(at), bottom + AXIS - 4);
    }
  }
  pen.textAlign = 'left';
}

function mark(pen, ink, view, at, x, height, from, to) {
  if (view.drag && view.drag.to !== null) {
    pen.fillStyle = 'rgba(0, 114, 178, .25)';
    pen.fillRect(Math.min(view.drag.from, view.drag.to), 0, Math.abs(view.drag.to - view.drag.from), height - AXIS);
  }
  if (at !== null && at >= from && at <= to) {
    pen.fillStyle = ink.soft;
    pen.fillRect(Math.round(x(at)), 0, 1, height - AXIS);
  }
}

function listen(app, view, draw) {
  const { canvas } = view;
  const tip = byId('tip');
  const where = (event) => {
    const box = canvas.getBoundingClientRect();
    return { left: event.clientX - box.left, top: event.clientY - box.top };
  };
  const under = ({ left, top }) => view.bars.findLast((one) => left >= one.left - 2 && left <= one.right + 2 && top >= one.top && top < one.bottom);
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button) {
      return;
    }
    view.drag = { from: where(event).left, to: null };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const spot = where(event);
    if (view.drag) {
      view.drag.to = Math.abs(spot.left - view.drag.from) > 4 ? spot.left : null;
    }
    app.cursor.set(view.at?.(spot.left) ?? null);
    const found = under(spot);
    canvas.style.cursor = found ? 'pointer' : 'crosshair';
    show(tip, found?.lease, event, app.store.now());
    draw();
  });
  canvas.addEventListener('pointercancel', () => {
    view.drag = null;
    draw();
  });
  canvas.addEventListener('pointerleave', () => {
    tip.hidden = true;
    app.cursor.set(null);
  });
  canvas.addEventListener('pointerup', (event) => {
    const drag = view.drag;
    view.drag = null;
    if (drag && drag.to !== null) {
      app.address.zoom(view.at(Math.min(drag.from, drag.to)), view.at(Math.max(drag.from, drag.to)));
      return;
    }
    const found = under(where(event));
    if (found) {
      app.address.set({ tab: 'leases', lease: String(found.lease.id) });
    }
  });
}

function show(tip, lease, event, now) {
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
