import { STEPS } from './axes.js';
import { certainty } from './certainty.js';
import { moment } from './format.js';
import { inSelectedPool } from './selection.js';

const GUTTER = 40;
const WIDE_GUTTER = 176;
/** The free space at the right edge. */
const MARGIN = 8;
const TITLE = 20;
/** The height of the time axis below the lanes. */
const AXIS = 20;
const LANE = 16;
const LOWEST_LANE = 3;
/** Lower lanes have no number, and the name of their pool is beside them. */
const NUMBERED_LANE = 12;
/** The maximum height of all lanes together. */
const LANES = 420;

/**
 * The pools that had an open lease in the range, by name. Each lease gets the first free lane. Its "leak" is "leaked", "suspected" or
 * empty. "used" is the number of lanes with a lease, "slots" the number of lanes that the pool could use.
 */
export function poolLanes(app, { from, to, now }) {
  const pools = new Map();
  const selected = inSelectedPool(app);
  const leak = certainty(app.store);
  const add = (lease) => {
    if (lease.declared || !selected(lease) || (lease.endedAt ?? now) < from || lease.acquiredAt > to) {
      return;
    }
    if (!pools.has(lease.pool)) {
      pools.set(lease.pool, []);
    }
    pools.get(lease.pool).push(lease);
  };
  app.store.section('ended').forEach(add);
  app.store.section('leases').forEach(add);
  const sizes = app.store.section('pools');
  return [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, leases]) => {
    const { placed, used } = inLanes(leases.map((lease) => ({ ...lease, leak: leak(lease) })));
    return { name, leases: placed, used, slots: Math.max(used, sizes.get(name)?.max ?? 0) };
  });
}

function inLanes(leases) {
  const freeFrom = [];
  const inOrder = [...leases].sort((a, b) => a.acquiredAt - b.acquiredAt || a.id - b.id);
  const placed = inOrder.map((lease) => {
    const free = freeFrom.findIndex((until) => until <= lease.acquiredAt);
    const lane = free < 0 ? freeFrom.length : free;
    freeFrom[lane] = lease.endedAt ?? Infinity;
    return { lease, lane };
  });
  return { placed, used: freeFrom.length };
}

/**
 * The positions of everything on the canvas, in CSS pixels from its upper left corner. {@code pools} has at least one element, {@code unknown} the
 * parts of the range in which leases are not known.
 */
export function layout({ pools, unknown }, range, width) {
  // If there is room, every slot has a lane, even without leases: that shows how full a pool is, and the page below does not move.
  const roomy = total(pools, ({ slots }) => slots) * LANE <= LANES;
  const lanesOf = ({ slots, used }) => (roomy ? slots : used);
  const lane = Math.max(LOWEST_LANE, Math.min(LANE, Math.floor(LANES / total(pools, lanesOf))));
  const numbered = lane >= NUMBERED_LANE;
  const gutter = numbered ? GUTTER : Math.min(WIDE_GUTTER, Math.round(width * 0.3));
  const scale = timeScale(range, gutter, width - MARGIN);
  let top = 0;
  const placed = pools.map((pool) => {
    const lanes = lanesOf(pool);
    const place = { name: pool.name, top, lanes, lanesTop: top + (numbered ? TITLE : 0) };
    top = place.lanesTop + (numbered ? lanes * lane : Math.max(TITLE, lanes * lane + 4));
    return { ...place, bars: bars(pool, { lane, lanesTop: place.lanesTop, scale }) };
  });
  return {
    pools: placed, lane, numbered, scale, width, height: top + AXIS,
    /** The area of the lanes and their grid. */
    plot: { left: gutter, right: width - MARGIN, top: numbered ? TITLE : 0, bottom: top },
    ticks: ticks(scale, width),
    unknown: unknown.map((part) => ({ ...part, left: scale.toX(part.from), right: scale.toX(part.to) })),
  };
}

const total = (pools, count) => pools.reduce((sum, pool) => sum + count(pool), 0);

/** Converts moments into horizontal positions, and back. */
function timeScale({ from, to, now }, left, right) {
  return {
    from, to, now, left,
    toX: (at) => left + ((at - from) / (to - from)) * (right - left),
    toTime: (x) => from + ((x - left) / (right - left)) * (to - from),
  };
}

function bars({ leases }, { lane: height, lanesTop, scale }) {
  return leases.map(({ lease, lane }) => {
    const left = Math.max(scale.left, scale.toX(lease.acquiredAt));
    const right = Math.max(left + 1.5, scale.toX(Math.min(scale.to, lease.endedAt ?? scale.now)));
    const top = lanesTop + lane * height;
    return { lease, left, right, top, bottom: top + height };
  });
}

/** The marks of the time axis. A mark has no label if the label does not fit. */
function ticks({ from, to, left: gutter, toX }, width) {
  const step = 1000 * (STEPS.find((one) => ((to - from) / 1000 / one) * 80 < width - gutter) ?? STEPS[STEPS.length - 1]);
  const marks = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) {
    const x = toX(at);
    const clock = moment(at).slice(-8);
    const fits = x > gutter + 24 && x < width - 32;
    marks.push({ x, label: fits ? clock.slice(0, step < 60_000 ? 8 : 5) : '' });
  }
  return marks;
}
