import { byId, h, setClass, setText, style } from './dom.js';
import { plural, span } from './format.js';

/** A card for every pool, those in trouble first; a click makes everything below be about that one. */
export function cards({ store, address, series }) {
  const place = byId('cards');
  const known = new Map();
  const draw = () => {
    for (const [name, card] of known) {
      if (!store.section('pools').has(name)) {
        card.element.remove();
        known.delete(name);
      }
    }
    const held = heldByPool(store);
    const shown = store.all('pools').map((pool) => {
      const { leaked = 0, oldest = null } = held.get(pool.name) ?? {};
      return { pool, state: state(pool, leaked), oldest, selected: address.pool === pool.name };
    });
    for (const one of shown) {
      const { name } = one.pool;
      if (!known.has(name)) {
        known.set(name, make(name, address));
        place.append(known.get(name).element);
      }
      update(known.get(name), one, store.now());
    }
    sort(place, shown.sort((a, b) => a.state.rank - b.state.rank || (a.pool.name < b.pool.name ? -1 : 1)).map(({ pool }) => known.get(pool.name).element));
    // How wide a card is, is asked for when all of them are written: in between, each question has the whole page laid out anew.
    const ink = style('--used');
    shown.forEach(({ pool }) => spark(known.get(pool.name).spark, series.of(pool.name), pool, ink));
  };
  store.on(['pools', 'leases', 'tick'], draw);
  address.on(() => store.refresh('pools'));
}

/** Not under the pointer, and not away from the keyboard. */
function sort(place, wanted) {
  if (!place.matches(':hover, :has(:focus-visible)') && wanted.some((element, i) => place.children[i] !== element)) {
    place.append(...wanted);
  }
}

/** Of each pool how many leases have leaked, and since when the oldest has been out. */
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

/** How a pool is, in words and in colour, and where that puts it among the others. */
function state(pool, leaked) {
  const { fill, level: pressed } = pressure(pool);
  const level = pressed || (leaked ? 'warning' : '');
  return { text: [leaked ? `${leaked} leaked` : '', fill].filter(Boolean).join(', '), level, rank: rank(level, leaked) };
}

/** How full a pool is, and how bad that is. */
function pressure({ used, max, waiting, expectedFull }) {
  if (expectedFull) {
    return { fill: '', level: '' };
  }
  const share = max ? used / max : 0;
  if (share >= 0.95) {
    return { fill: share >= 1 ? 'full' : 'nearly full', level: 'critical' };
  }
  if (waiting > 0) {
    return { fill: 'strained', level: 'critical' };
  }
  return share >= 0.8 ? { fill: 'strained', level: 'warning' } : { fill: '', level: '' };
}

function rank(level, leaked) {
  if (level === 'critical') {
    return 0;
  }
  if (leaked) {
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
  setText(card.waits, pool.waiting === null ? 'waiting: not known' : `${pool.waiting} waiting`);
  const retained = pool.retained ? `${pool.retained} retained` : '';
  setText(card.oldest, oldest ? `oldest ${span((now - oldest) / 1000)}` : retained);
  setText(card.watched, watchedBy(pool));
}

function watchedBy(pool) {
  const by = { application: `by ${pool.watchedBy}`, pgbouncer: 'PgBouncer' }[pool.kind] ?? pool.watchedBy;
  return pool.unknown ? `${by}, ${plural(pool.unknown, 'borrower')} not known` : by;
}

/** The last five minutes of what is in use, with nothing to read: the chart below has the numbers. */
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
