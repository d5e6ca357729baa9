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
    const shown = store.all('pools').map((pool) => ({ pool, state: state(pool, held.get(pool.name)?.leaked ?? 0) }));
    for (const { pool, state: how } of shown) {
      if (!known.has(pool.name)) {
        known.set(pool.name, make(pool.name, address));
        place.append(known.get(pool.name).element);
      }
      update(known.get(pool.name), pool, how, held.get(pool.name)?.oldest, store.now(), address.pool === pool.name);
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
  const share = pool.max && !pool.expectedFull ? pool.used / pool.max : 0;
  const waits = pool.waiting > 0 && !pool.expectedFull;
  const fill = share >= 1 ? 'full' : share >= 0.95 ? 'nearly full' : share >= 0.8 || waits ? 'strained' : '';
  const level = share >= 0.95 || waits ? 'critical' : fill || leaked ? 'warning' : '';
  return {
    text: [leaked ? `${leaked} leaked` : '', fill].filter(Boolean).join(', '),
    level,
    rank: level === 'critical' ? 0 : leaked ? 1 : level ? 2 : 3,
  };
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

function update(card, pool, how, oldest, now, chosen) {
  card.element.setAttribute('aria-pressed', String(chosen));
  setText(card.state, how.text);
  setClass(card.state, `state ${how.level}`);
  if (card.shown !== `${pool.used}/${pool.max}`) {
    card.shown = `${pool.used}/${pool.max}`;
    card.count.replaceChildren(String(pool.used), h('small', {}, pool.max === null ? ' in use' : ` of ${pool.max} in use`));
  }
  const whole = pool.max || Math.max(1, pool.used + pool.idle);
  card.used.style.width = `${Math.min(100, (100 * pool.used) / whole)}%`;
  card.idle.style.width = `${Math.min(100, (100 * pool.idle) / whole)}%`;
  setClass(card.used, `u ${how.level}`);
  setClass(card.waits, pool.waiting > 0 ? 'waits' : '');
  setText(card.waits, pool.waiting === null ? 'waiting: not known' : `${pool.waiting} waiting`);
  setText(card.oldest, oldest ? `oldest ${span((now - oldest) / 1000)}` : pool.retained ? `${pool.retained} retained` : '');
  setText(card.watched, watchedBy(pool));
}

function watchedBy(pool) {
  const by = pool.kind === 'application' ? `by ${pool.watchedBy}` : pool.kind === 'pgbouncer' ? 'PgBouncer' : pool.watchedBy;
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
