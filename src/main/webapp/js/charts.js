import { timesData, useData } from './chart-data.js';
import { timesOptions, useOptions } from './chart-options.js';
import { byId, setText } from './dom.js';
import { lastKnown } from './lines.js';
import { Multiples } from './multiples.js';
import { visibleRange } from './range.js';
import { shade } from './shade.js';

const HEIGHT = 200;
const LEGEND = { markers: { dash: (plot, i) => (plot.series[i].dash ? 'dotted' : 'solid') } };
const CURSOR = { drag: { x: true, y: false, setScale: false, dist: 4 }, points: { size: 6 }, bind: { dblclick: () => null } };

/** The chart under the pointer, and whether the other chart is being moved to the same moment. */
let pointed = null;
let following = false;

/** The two charts: connections in use with their forecast, or a small one for each pool, and wait and hold times. They share a cursor. */
export function charts(app) {
  const use = new Chart('use', app, useOptions, useData);
  const times = new Chart('times', app, timesOptions, timesData);
  const multiples = new Multiples(app);
  const both = [use, times];
  const draw = () => {
    use.covered = multiples.draw(visibleRange(app));
    both.forEach((chart) => chart.draw());
  };
  app.store.on(['pools', 'advice', 'tick'], draw);
  app.address.on(draw);
  app.history.on(draw);
  app.cursor.on(() => {
    both.forEach((chart) => chart.point(app.cursor.at));
    multiples.point();
  });
  app.onTheme(() => {
    both.forEach((chart) => chart.redraw());
    multiples.point();
  });
  new ResizeObserver(() => both.forEach((chart) => chart.fit())).observe(byId('use-chart'));
}

class Chart {
  #name;
  #app;
  #options;
  #data;
  #plot = null;
  /** The parts without data, in seconds. */
  #unknown = [];
  /** Whether something else is shown in the place of this chart. */
  covered = false;

  constructor(name, app, options, data) {
    this.#name = name;
    this.#app = app;
    this.#options = options;
    this.#data = data;
  }

  draw() {
    const view = visibleRange(this.#app);
    const { data, until, why, hint, summary, unknown = [] } = this.#data(this.#app, view);
    const place = byId(`${this.#name}-chart`);
    const reason = byId(`${this.#name}-why`);
    setText(byId(`${this.#name}-hint`), hint);
    setText(byId(`${this.#name}-summary`), summary);
    place.hidden = Boolean(why) || this.covered;
    reason.hidden = !why;
    setText(reason, why ?? '');
    if (place.hidden) {
      return;
    }
    this.#unknown = unknown;
    if (!this.#plot) {
      this.#plot = new uPlot(this.#settings(place.clientWidth || 400), data, place);
      this.#plot.root.querySelector('canvas').setAttribute('aria-hidden', 'true');
    } else {
      this.#plot.setData(data, false);
    }
    this.#plot.root.classList.toggle('no-forecast', !until);
    this.#plot.setScale('x', { min: view.from / 1000, max: until ?? view.to / 1000 });
    const newest = lastKnown(data[1]);
    if (this.#plot.cursor.left < 0 && newest >= 0) {
      this.#plot.setLegend({ idx: newest });
    }
  }

  #settings(width) {
    return { ...this.#options(), cursor: sharedCursor(this.#app), hooks: { ...zoomHooks(this.#app), drawClear: [(plot) => shadeUnknown(plot, this.#unknown)] }, legend: LEGEND, width, height: HEIGHT };
  }

  /** Moves the cursor to a moment that is pointed at elsewhere; {@code null} for none. */
  point(at) {
    if (!this.#plot || this.#plot === pointed || this.covered) {
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

  /** Draws the chart with the colours of the new theme. */
  redraw() {
    this.#plot?.destroy();
    this.#plot = null;
    this.draw();
  }
}

/** Shades the parts without data, below the lines. */
function shadeUnknown(plot, parts) {
  const { left, top, width, height } = plot.bbox;
  const inside = (seconds) => Math.min(left + width, Math.max(left, plot.valToPos(seconds, 'x', true)));
  parts.map((part) => part.map(inside)).forEach(([from, to]) => shade(plot.ctx, { left: from, top, width: to - from, height }, devicePixelRatio || 1));
}

/** A cursor of uPlot that moves the cursor of the whole page. */
function sharedCursor(app) {
  return {
    ...CURSOR,
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

/** Zooms the page into the time range that is selected with the mouse. */
function zoomHooks(app) {
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
