import { axes, logarithmic, power } from './axes.js';
import { byId, setText, style } from './dom.js';
import { millis, moment, number } from './format.js';
import { forecast } from './forecast.js';
import { joined } from './lines.js';
import { visibleRange } from './range.js';

const HEIGHT = 200;
const LEGEND = { markers: { dash: (plot, i) => (plot.series[i].dash ? 'dotted' : 'solid') } };

/** The two charts: what is in use with what will be, and how long is waited and held. They share their cursor. */
export function charts(app) {
  const use = new Chart('use', app, useOptions, useData);
  const times = new Chart('times', app, timesOptions, timesData);
  const both = [use, times];
  app.store.on(['pools', 'advice', 'tick'], () => both.forEach((chart) => chart.draw()));
  app.address.on(() => both.forEach((chart) => chart.draw()));
  app.history.on(() => both.forEach((chart) => chart.draw()));
  app.cursor.on(() => both.forEach((chart) => chart.point(app.cursor.at)));
  app.onTheme(() => both.forEach((chart) => chart.again()));
  new ResizeObserver(() => both.forEach((chart) => chart.fit())).observe(byId('use-chart'));
}

class Chart {
  #name;
  #app;
  #options;
  #data;
  #plot = null;

  constructor(name, app, options, data) {
    this.#name = name;
    this.#app = app;
    this.#options = options;
    this.#data = data;
  }

  draw() {
    const view = visibleRange(this.#app);
    const { data, until, why, hint, summary } = this.#data(this.#app, view);
    const place = byId(`${this.#name}-chart`);
    const reason = byId(`${this.#name}-why`);
    setText(byId(`${this.#name}-hint`), hint);
    setText(byId(`${this.#name}-summary`), summary);
    place.hidden = Boolean(why);
    reason.hidden = !why;
    setText(reason, why ?? '');
    if (why) {
      return;
    }
    if (!this.#plot) {
      this.#plot = new uPlot({ ...this.#options(this.#app), legend: LEGEND, width: place.clientWidth || 400, height: HEIGHT }, data, place);
      this.#plot.root.querySelector('canvas').setAttribute('aria-hidden', 'true');
    } else {
      this.#plot.setData(data, false);
    }
    this.#plot.root.classList.toggle('no-forecast', !until);
    this.#plot.setScale('x', { min: view.from / 1000, max: until ?? view.to / 1000 });
    const newest = last(data[1]);
    if (this.#plot.cursor.left < 0 && newest >= 0) {
      this.#plot.setLegend({ idx: newest });
    }
  }

  /** Shows what was at a moment that is pointed at elsewhere; {@code null} for none. */
  point(at) {
    if (!this.#plot || this.#plot === pointed) {
      return;
    }
    const left = at === null ? -1 : this.#plot.valToPos(at / 1000, 'x');
    const there = left >= 0 && left <= this.#plot.over.clientWidth;
    following = true;
    this.#plot.setCursor(there ? { left, top: 0 } : { left: -10, top: -10 });
    following = false;
    if (!there) {
      this.draw();
    }
  }

  fit() {
    const width = byId(`${this.#name}-chart`).clientWidth;
    if (this.#plot && width) {
      this.#plot.setSize({ width, height: HEIGHT });
    }
  }

  /** Colours are drawn, so another theme is another drawing. */
  again() {
    this.#plot?.destroy();
    this.#plot = null;
    this.draw();
  }
}

const last = (values) => values.findLastIndex((value) => value !== null && value !== undefined);

function useData(app, view) {
  const line = joined(app, view);
  const one = app.address.pool;
  if (!line.at.length) {
    return { why: empty(app, view), hint: '', summary: '' };
  }
  const coming = forecast(app, view, line.used[last(line.used)] ?? 0);
  const ahead = coming.points;
  const past = (column) => [...line[column], ...ahead.map(() => null)];
  const future = (column) => [...line.at.map(() => null), ...ahead.map((point) => point[column])];
  const data = [
    [...line.at, ...ahead.map((point) => point.at)], past('used'), past('idle'), past('waiting'), [...line.max, ...ahead.map((point) => point.max)],
    past('peak'), future('low'), future('mid'), future('high'),
  ];
  const newest = line.at.length - 1;
  return {
    data,
    until: ahead.length ? ahead[ahead.length - 1].at : null,
    hint: [one ? one : 'all pools together; choose a card for one', app.history.trouble(view)].filter(Boolean).join('; '),
    summary: [
      `In use ${number(line.used[newest])}, idle ${number(line.idle[newest])}, waiting ${number(line.waiting[newest])}, at most ${number(line.max[newest])}.`,
      missing(line), coming.words,
    ].filter(Boolean).join(' '),
  };
}

/** Why there is nothing to draw of this time. */
function empty({ address, history, store }, view) {
  if (view.from > view.now) {
    return 'This time has not come yet.';
  }
  if (address.pool && !store.section('pools').has(address.pool)) {
    return `There is no pool ${address.pool} now.`;
  }
  return history.why(view) ?? 'No pool has been read yet.';
}

/** What is not known, in words: a gap is drawn as a gap. */
function missing({ at, used }) {
  const gaps = at.flatMap((from, i) => (i && used[i] === null && at[i + 1] ? [[at[i - 1], at[i + 1]]] : []));
  return gaps.length ? `Nothing is known ${gaps.slice(-3).map(([from, to]) => `from ${moment(from * 1000)} to ${moment(to * 1000)}`).join(', ')}.` : '';
}

function timesData(app, view) {
  const line = joined(app, view);
  if (!line.at.length) {
    return { why: empty(app, view), hint: '', summary: '' };
  }
  if (!line.hold95.some((value) => value !== null)) {
    return {
      why: 'No connection was given back in this time that Leasewatch saw: there is nothing to measure.', hint: '', summary: '',
    };
  }
  const newest = last(line.hold95);
  return {
    data: [line.at, line.hold50, line.hold95, line.hold99, line.wait95],
    hint: app.address.pool ? 'of the last minute, at each moment' : 'the slowest pool at each moment, of its last minute',
    summary: `Held for ${millis(line.hold50[newest])} by half, ${millis(line.hold95[newest])} by 95 of 100, ${millis(line.hold99[newest])} by 99 of 100.`,
  };
}

const cursor = { drag: { x: true, y: false, setScale: false, dist: 4 }, points: { size: 6 }, bind: { dblclick: () => null } };

const stamp = { label: 'at', value: (_, seconds) => (Number.isFinite(seconds) ? moment(seconds * 1000) : '–') };

function useOptions(app) {
  const count = (_, value) => number(value === null ? null : Math.round(value));
  const line = (label, colour, more = {}) => ({ label, stroke: colour, width: 1.5, value: count, points: { show: false }, spanGaps: false, ...more });
  return {
    cursor: hooked(app), hooks: zooming(app), scales: { x: { time: false }, y: { range: (_, __, max) => [0, Math.max(4, Math.ceil(max * 1.1))] } },
    axes: axes((_, splits) => splits.map((value) => (Number.isInteger(value) ? String(value) : ''))),
    series: [
      stamp,
      line('in use', style('--used'), { fill: `${style('--used')}33`, width: 2 }),
      line('idle', style('--line-strong'), { dash: [2, 3] }),
      line('waiting', style('--bad-mark'), { width: 2 }),
      line('max', style('--text'), { dash: [8, 4], width: 1 }),
      line('peak', style('--used'), { width: 1, dash: [1, 2] }),
      line('at least', style('--warn-mark'), { width: 0, class: 'band' }),
      line('forecast', style('--warn-mark'), { dash: [4, 4], class: 'forecast' }),
      line('at most', style('--warn-mark'), { width: 0, class: 'band' }),
    ],
    bands: [{ series: [8, 6], fill: `${style('--warn-mark')}33` }],
  };
}

function timesOptions(app) {
  const time = (_, value) => millis(value);
  const line = (label, colour, more = {}) => ({ label, stroke: colour, width: 1.5, value: time, points: { show: false }, ...more });
  return {
    cursor: hooked(app), hooks: zooming(app), scales: { x: { time: false }, y: { distr: 3 } },
    axes: logarithmic(axes((_, splits) => splits.map(power))),
    series: [
      stamp,
      line('hold p50', style('--used'), { width: 2 }),
      line('hold p95', '#cc79a7'),
      line('hold p99', '#d55e00', { dash: [6, 3] }),
      line('wait p95', style('--bad-mark'), { dash: [2, 3], width: 2 }),
    ],
  };
}

/** The chart that is pointed at, while the others are told; and whether one is being told. */
let pointed = null;
let following = false;

/** Whatever shows time follows what is pointed at. */
function hooked(app) {
  return {
    ...cursor,
    move: (plot, left, top) => {
      if (!following) {
        pointed = plot;
        app.cursor.at = left >= 0 ? plot.posToVal(left, 'x') * 1000 : null;
        pointed = null;
      }
      return [left, top];
    },
  };
}

/** What is drawn over with the mouse is looked at alone. */
function zooming(app) {
  return {
    setSelect: [(plot) => {
      const { left, width } = plot.select;
      if (width > 0) {
        plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
        app.address.zoom(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000);
      }
    }],
  };
}
