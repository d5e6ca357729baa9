import { byId, h, setClass, setText, style } from './dom.js';
import { plural, span } from './format.js';

/** A card for every pool, the worst first. A click limits the rest of the page to that pool. */
export function cards({ store, address, series }) {
  const place = byId('cards');
  const byName = new Map();
  const draw = () => {
    for (const [name, card] of byName) {
      if (!store.section('pools').has(name)) {
        card.element.remove();
        byName.delete(name);
      }
    }
    const held = heldByPool(store);
    const limits = store.section('server').get('server');
    const shown = store.all('pools').map((pool) => {
      const { leaked = 0, oldest = null } = held.get(pool.name) ?? {};
      return { pool, state: state(pool, leaked, limits), oldest, selected: address.pool === pool.name };
    });
    for (const one of shown) {
      const { name } = one.pool;
      if (!byName.has(name)) {
        byName.set(name, make(name, address));
        place.append(byName.get(name).element);
      }
      update(byName.get(name), one, store.now());
    }
    sort(place, shown.sort((a, b) => a.state.rank - b.state.rank || (a.pool.name < b.pool.name ? -1 : 1)).map(({ pool }) => byName.get(pool.name).element));
    // Read the widths only after all cards are written: each read in between would force a layout of the whole page.
    const ink = style('--used');
    shown.forEach(({ pool }) => spark(byName.get(pool.name).spark, series.of(pool.name), pool, ink));
  };
  store.on(['pools', 'leases', 'tick'], draw);
  address.on(() => store.refresh('pools'));
}

/** Sorts the cards, but not while the pointer or the keyboard focus is on one. */
function sort(place, wanted) {
  if (!place.matches(':hover, :has(:focus-visible)') && wanted.some((element, i) => place.children[i] !== element)) {
    place.append(...wanted);
  }
}

/** For each pool the number of leaked leases, and when the oldest open lease was acquired. */
function heldByPool(store) {
  const held = new Map();
  for (const lease of store.section('leases').values()) {
    if (!lease.declared) {
      const before = held.get(lease.pool) ?? { leaked: 0, oldest: Infinity };
      held.set(lease.pool, { leaked: before.leaked + Number(lease.leaked), oldest: Math.min(before.oldest, lease.acquiredAt) });
    }
  }
  return held;
}

/** The state of a pool: its text, its level, which is its colour, and its rank for sorting. */
function state(pool, leaked, limits) {
  const { fill, level: pressed } = pressure(pool, limits);
  const lost = leaked + (pool.stranded ?? 0) + (pool.unexplained ?? 0);
  const level = pressed || (lost ? 'warning' : '');
  const text = [counted(leaked, 'leaked'), counted(pool.stranded, 'stranded'), counted(pool.unexplained, 'unexplained'), fill];
  return { text: text.filter(Boolean).join(', '), level, rank: rank(level, lost) };
}

function counted(number, what) {
  return number ? `${number} ${what}` : '';
}

/** The text and the level for the utilization of a pool; the limits are leasewatch.pool.warning and leasewatch.pool.critical. */
function pressure({ used, max, waiting, expectedFull }, { poolWarning, poolCritical }) {
  if (expectedFull) {
    return { fill: '', level: '' };
  }
  const share = max ? used / max : 0;
  if (share >= poolCritical) {
    return { fill: share >= 1 ? 'full' : 'nearly full', level: 'critical' };
  }
  if (waiting > 0) {
    return { fill: 'threads wait', level: 'critical' };
  }
  return share >= poolWarning ? { fill: 'busy', level: 'warning' } : { fill: '', level: '' };
}

function rank(level, lost) {
  if (level === 'critical') {
    return 0;
  }
  if (lost) {
    return 1;
  }
  return level ? 2 : 3;
}

function make(name, address) {
  const parts = {
    name: h('span', { class: 'name', title: name }, name),
    state: h('span', { class: 'state' }),
    count: h('span', { class: 'count' }),
    used: h('i', { class: 'u' }),
    idle: h('i', { class: 'i' }),
    waits: h('span'),
    oldest: h('span'),
    watched: h('span', { class: 'watched' }),
    spark: h('canvas', { class: 'spark', 'aria-hidden': 'true' }),
  };
  parts.element = h('button', {
    type: 'button',
    class: 'card',
    'aria-pressed': 'false',
    onclick: () => address.set({ pool: address.pool === name ? null : name }),
  }, parts.name, parts.state, parts.count, parts.spark, h('span', { class: 'bar', 'aria-hidden': 'true' }, parts.used, parts.idle),
  h('span', { class: 'line' }, parts.waits, parts.oldest, parts.watched));
  return parts;
}

function update(card, { pool, state: { text, level }, oldest, selected }, now) {
  card.element.setAttribute('aria-pressed', String(selected));
  setText(card.state, text);
  setClass(card.state, `state ${level}`);
  if (card.shown !== `${pool.used}/${pool.max}`) {
    card.shown = `${pool.used}/${pool.max}`;
    card.count.replaceChildren(String(pool.used), h('small', {}, pool.max === null ? ' in use' : ` of ${pool.max} in use`));
  }
  const whole = pool.max || Math.max(1, pool.used + pool.idle);
  card.used.style.width = `${Math.min(100, (100 * pool.used) / whole)}%`;
  card.idle.style.width = `${Math.min(100, (100 * pool.idle) / whole)}%`;
  setClass(card.used, `u ${level}`);
  setClass(card.waits, pool.waiting > 0 ? 'waits' : '');
  setText(card.waits, pool.waiting === null ? 'waiting: unknown' : `${pool.waiting} waiting`);
  const retained = pool.retained ? `${pool.retained} retained` : '';
  setText(card.oldest, oldest ? `oldest ${span((now - oldest) / 1000)}` : retained);
  setText(card.watched, watchedBy(pool));
}

function watchedBy(pool) {
  const by = {
    jdbc: `by ${pool.watchedBy}`, jms: 'JMS', resource_adapter: 'resource adapter', pgbouncer: 'PgBouncer',
  }[pool.kind] ?? pool.watchedBy;
  return pool.unknown ? `${by}, ${plural(pool.unknown, 'unknown borrower')}` : by;
}

/** A sparkline of the connections in use in the last five minutes, without labels: the chart below has the numbers. */
function spark(canvas, points, pool, ink) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (!width || points.at.length < 2) {
    return;
  }
  const ratio = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const top = Math.max(pool.max ?? 0, ...points.used, 1);
  const end = points.at[points.at.length - 1];
  pen.beginPath();
  pen.moveTo(0, height);
  points.at.forEach((at, i) => {
    const x = width * (1 - (end - at) / 300_000);
    const y = height - 1 - (height - 3) * (points.used[i] / top);
    if (i === 0) {
      pen.moveTo(x, y);
    } else {
      pen.lineTo(x, y);
    }
  });
  pen.strokeStyle = ink;
  pen.lineWidth = 1.5;
  pen.stroke();
}
