import { byId, h, setClass, setText, style } from './dom.js';
import { moment, number, shortened } from './format.js';
import { joined } from './lines.js';
import { poolStates } from './pool-state.js';
import { shade } from './shade.js';

const MOST = 12;
const HEIGHT = 84;
/** The height of the time axis. */
const AXIS = 16;
/** The longest name that fits over a chart, in characters. */
const NAME = 24;

/** The states of the pools that have a small chart, the worst first; none if a single pool is drawn in a large one. */
export function shownPools({ store, address }) {
  const pools = address.pool ? [] : poolStates(store).filter(({ pool }) => pool.kind === 'jdbc');
  return pools.length > 1 ? pools.slice(0, MOST) : [];
}

/** A small chart of the connections in use for each pool, the worst first: a sum would hide that one of them is exhausted. */
export class Multiples {
  #app;
  #place = byId('use-multiples');
  #charts = new Map();

  constructor(app) {
    this.#app = app;
  }

  /** Draws the charts of this view, and returns whether there are any. */
  draw(view) {
    const shown = shownPools(this.#app);
    const names = new Set(shown.map(({ pool }) => pool.name));
    this.#place.hidden = !shown.length;
    byId('use-legend').hidden = !shown.length;
    for (const [name, chart] of this.#charts) {
      if (!names.has(name)) {
        chart.element.remove();
        this.#charts.delete(name);
      }
    }
    shown.forEach(({ pool, level }) => this.#chart(pool.name).update(pool, level, view));
    this.#sort(shown.map(({ pool }) => this.#charts.get(pool.name).element));
    this.#paint();
    return shown.length > 0;
  }

  /** Draws the cursor of the page. */
  point() {
    this.#paint();
  }

  /** All are measured before the first is drawn: each measure in between would force a layout of the page. */
  #paint() {
    const sizes = [...this.#charts.values()].map((chart) => [chart, chart.width()]);
    sizes.forEach(([chart, width]) => width && chart.paint(width, this.#app.cursor.at));
  }

  #chart(name) {
    if (!this.#charts.has(name)) {
      const chart = new Multiple(this.#app, name);
      this.#charts.set(name, chart);
      this.#place.append(chart.element);
    }
    return this.#charts.get(name);
  }

  /** Sorts the charts, but not while the pointer or the keyboard focus is on one. */
  #sort(wanted) {
    if (!this.#place.matches(':hover, :has(:focus-visible)') && wanted.some((element, i) => this.#place.children[i] !== element)) {
      this.#place.append(...wanted);
    }
  }
}

class Multiple {
  #app;
  #name;
  #value = h('span', { class: 'value' });
  #canvas = h('canvas', { 'aria-hidden': 'true' });
  #pool = null;
  #view = null;
  #line = null;

  constructor(app, name) {
    this.#app = app;
    this.#name = name;
    this.element = h('button', {
      type: 'button', class: 'multiple', onclick: () => app.address.set({ pool: name }),
      onpointermove: (event) => app.cursor.set(this.#at(event)), onpointerleave: () => app.cursor.set(null),
    }, h('span', { class: 'name', title: name }, shortened(name, NAME)), this.#value, this.#canvas);
  }

  update(pool, state, view) {
    this.#pool = pool;
    this.#view = view;
    this.#line = joined(this.#app, view, [this.#name]);
    setClass(this.#value, `value ${state}`);
  }

  width() {
    return this.#canvas.clientWidth;
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return this.#view.from + ((event.clientX - box.left) / box.width) * (this.#view.to - this.#view.from);
  }

  paint(width, cursor) {
    const line = this.#line;
    const max = this.#pool.max ?? 0;
    const { from, to, now } = this.#view;
    const bottom = HEIGHT - AXIS;
    const top = Math.max(max, 1, ...line.used, ...line.waiting);
    const scale = {
      x: (seconds) => (width * (seconds * 1000 - from)) / (to - from), y: (value) => bottom - (bottom - 4) * (value / top), bottom, width,
    };
    const pen = sized(this.#canvas, width);
    line.unknown.forEach(([begin, end]) => shade(pen, { left: scale.x(begin), top: 0, width: scale.x(end) - scale.x(begin), height: bottom }));
    area(pen, scale, line);
    limit(pen, scale, max);
    stroke(pen, scale, runs(line.at, aboveZero(line.waiting)), style('--bad-mark'));
    labels(pen, width, [moment(from, now).slice(-8), moment(to, now).slice(-8)]);
    this.#point(pen, scale, cursor);
  }

  /** The cursor, and the numbers at its moment; without a cursor the numbers of now, or of the end of the view. */
  #point(pen, { x, bottom, width }, cursor) {
    const { at, used, waiting } = this.#line;
    const inside = cursor !== null && x(cursor / 1000) >= 0 && x(cursor / 1000) <= width;
    const i = at.findLastIndex((seconds, index) => used[index] !== null && (!inside || seconds * 1000 <= cursor));
    if (inside) {
      pen.fillStyle = style('--soft');
      pen.fillRect(Math.round(x(cursor / 1000)), 0, 1, bottom);
    }
    const wait = waiting[i] ? `, ${waiting[i]} waiting` : '';
    setText(this.#value, i < 0 ? 'unknown' : `${used[i]} of ${number(this.#pool.max)}${wait}`);
  }
}

/** The pen of an empty canvas of this width. */
function sized(canvas, width) {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}

/** The connected runs of the points that have a value. */
function runs(at, values) {
  const found = [[]];
  at.forEach((seconds, i) => {
    if (values[i] === null) {
      found.push([]);
    } else {
      found[found.length - 1].push([seconds, values[i]]);
    }
  });
  return found.filter((run) => run.length);
}

function area(pen, scale, { at, used }) {
  pen.fillStyle = `${style('--used')}44`;
  const found = runs(at, used);
  for (const run of found) {
    pen.beginPath();
    pen.moveTo(scale.x(run[0][0]), scale.bottom);
    run.forEach(([seconds, value]) => pen.lineTo(scale.x(seconds), scale.y(value)));
    pen.lineTo(scale.x(run[run.length - 1][0]), scale.bottom);
    pen.fill();
  }
  stroke(pen, scale, found, style('--used'));
}

/** The values without the stretches of zeros, which would be drawn over the line of zero. */
const aboveZero = (values) => values.map((value, i) => (values.slice(Math.max(0, i - 1), i + 2).some((near) => near > 0) ? value : null));

function stroke(pen, { x, y }, found, ink) {
  pen.strokeStyle = ink;
  pen.lineWidth = 1.5;
  for (const run of found) {
    pen.beginPath();
    run.forEach(([seconds, value]) => pen.lineTo(x(seconds), y(value)));
    pen.stroke();
  }
}

/** The maximum of the pool as a dashed line, and the line of zero. */
function limit(pen, { y, bottom, width }, max) {
  pen.fillStyle = style('--line');
  pen.fillRect(0, bottom, width, 1);
  if (max) {
    pen.strokeStyle = style('--text');
    pen.lineWidth = 1;
    pen.setLineDash([6, 3]);
    pen.beginPath();
    pen.moveTo(0, y(max) - 0.5);
    pen.lineTo(width, y(max) - 0.5);
    pen.stroke();
    pen.setLineDash([]);
  }
}

function labels(pen, width, [first, last]) {
  pen.font = '11px system-ui, sans-serif';
  pen.fillStyle = style('--soft');
  pen.fillText(first, 0, HEIGHT - 3);
  pen.textAlign = 'right';
  pen.fillText(last, width, HEIGHT - 3);
  pen.textAlign = 'left';
}
