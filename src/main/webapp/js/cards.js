import { byId, h, setClass, setText, style } from './dom.js';
import { plural, rate, shortened, span } from './format.js';
import { poolStates } from './pool-state.js';

/** The longest name that fits on a card, in characters. */
const NAME = 34;

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
    const shown = poolStates(store);
    for (const one of shown) {
      const { name } = one.pool;
      if (!byName.has(name)) {
        byName.set(name, make(name, address));
        place.append(byName.get(name).element);
      }
      update(byName.get(name), { ...one, selected: address.pool === name }, store.now());
    }
    sort(place, shown.map(({ pool }) => byName.get(pool.name).element));
    // Read the widths only after all cards are written: each read in between would force a layout of the whole page.
    const ink = style('--used');
    shown.forEach(({ pool }) => spark(byName.get(pool.name).spark, series.of(pool.name), pool, ink));
  };
  store.on(['pools', 'leases', 'leaks', 'tick'], draw);
  address.on(() => store.refresh('pools'));
}

/** Sorts the cards, but not while the pointer or the keyboard focus is on one. */
function sort(place, wanted) {
  if (!place.matches(':hover, :has(:focus-visible)') && wanted.some((element, i) => place.children[i] !== element)) {
    place.append(...wanted);
  }
}

function make(name, address) {
  const parts = {
    name: h('span', { class: 'name', title: name }, shortened(name, NAME)),
    state: h('span', { class: 'state' }),
    count: h('span', { class: 'count' }),
    used: h('i', { class: 'u' }),
    idle: h('i', { class: 'i' }),
    waits: h('span'),
    oldest: h('span'),
    rate: h('span', { title: 'connections taken per second, over the last minute' }),
    watched: h('span', { class: 'watched' }),
    spark: h('canvas', { class: 'spark', 'aria-hidden': 'true' }),
  };
  parts.element = h('button', {
    type: 'button',
    class: 'card',
    'aria-pressed': 'false',
    onclick: () => address.set({ pool: address.pool === name ? null : name }),
  }, parts.name, parts.state, parts.count, parts.spark, h('span', { class: 'bar', 'aria-hidden': 'true' }, parts.used, parts.idle),
  h('span', { class: 'line' }, parts.waits, parts.oldest, parts.rate, parts.watched));
  return parts;
}

function update(card, { pool, leaked, suspected, fill, level, oldest, selected }, now) {
  card.element.setAttribute('aria-pressed', String(selected));
  setClass(card.state, `state ${level}`);
  problems(card, [
    [leaked, 'leaked', 'leaked'], [suspected, 'suspected', 'suspected'], [pool.stranded, 'stranded', ''], [pool.unexplained, 'unexplained', ''],
  ].filter(([number]) => number).map(([number, what, kind]) => [`${number} ${what}`, kind]).concat(fill ? [[fill, '']] : []));
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
  setText(card.rate, pool.waits?.count ? `${rate(pool.waits.count)} taken` : '');
  setText(card.watched, watchedBy(pool));
  label(card, pool.name);
}

/** What is wrong with the pool, each with its kind. */
function problems(card, found) {
  const text = found.map(([what]) => what).join(', ');
  if (card.state.textContent !== text) {
    card.state.replaceChildren(...found.flatMap(([what, kind], i) => [i ? ', ' : '', h('span', { class: kind || null }, what)]));
  }
}

/** The name of the card for screen readers: the pool and what the card says of it, in the order in which people ask. */
function label({ element, state, count, waits, oldest, watched }, pool) {
  const text = [pool, count, waits, state, oldest, watched].map((part) => part.textContent ?? part).filter(Boolean).join(', ');
  if (element.getAttribute('aria-label') !== text) {
    element.setAttribute('aria-label', text);
  }
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
