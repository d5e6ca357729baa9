import { forecast } from './forecast.js';
import { millis, moment, number, plural, rate } from './format.js';
import { joined, lastKnown, selectedPools } from './lines.js';
import { shownPools } from './multiples.js';

/** The data of the first chart for the visible range, and its summary in words; or the reason why there is none. */
export function useData(app, view) {
  const line = joined(app, view);
  const one = app.address.pool;
  if (!line.at.length) {
    return { why: whyEmpty(app, view), hint: '', summary: '' };
  }
  const coming = forecast(app, view, line.used[lastKnown(line.used)] ?? 0);
  const ahead = coming.points;
  const past = (column) => [...line[column], ...ahead.map(() => null)];
  const future = (column) => [...line.at.map(() => null), ...ahead.map((point) => point[column])];
  const data = [
    [...line.at, ...ahead.map((point) => point.at)], past('used'), past('idle'), past('waiting'), [...line.max, ...ahead.map((point) => point.max)],
    past('peak'), future('low'), future('mid'), future('high'),
  ];
  const newest = line.at.length - 1;
  const shown = shownPools(app);
  return {
    data,
    unknown: line.unknown,
    until: ahead.length ? ahead[ahead.length - 1].at : null,
    hint: [one || several(app, shown.length), app.history.problem(view)].filter(Boolean).join('; '),
    summary: [
      `In use ${number(line.used[newest])}, idle ${number(line.idle[newest])}, waiting ${number(line.waiting[newest])}, maximum ${number(line.max[newest])}.`,
      missing(line), coming.words, ...shown.map(({ pool }) => inWords(pool)),
    ].filter(Boolean).join(' '),
  };
}

/** The reason why there is no data for this time. */
function whyEmpty({ address, history, store }, view) {
  if (view.from > view.now) {
    return 'This time is in the future.';
  }
  if (address.pool && !store.section('pools').has(address.pool)) {
    return `Pool ${address.pool} does not exist now.`;
  }
  return history.why(view) ?? 'No pool has been read yet.';
}

/** The parts without data, in words. The chart shades them. */
function missing({ unknown }) {
  return unknown.length ? `No data ${unknown.slice(-3).map(([from, to]) => `from ${moment(from * 1000)} to ${moment(to * 1000)}`).join(', ')}.` : '';
}

const inWords = ({ name, used, max, waiting }) => `${name}: ${used} of ${number(max)} in use, ${number(waiting)} waiting.`;

/** Which pools are drawn if none is selected, of which there are {@code shown}. */
function several(app, shown) {
  const count = app.store.all('pools').filter(({ kind }) => kind === 'jdbc').length;
  const which = shown < count ? `the worst ${shown} of ${count} pools` : `${plural(count, 'pool')}, the worst first`;
  return count > 1 ? `${which}; select one for its details` : '';
}

/** The same for the chart of wait and hold times. */
export function timesData(app, view) {
  const line = joined(app, view);
  if (!line.at.length) {
    return { why: whyEmpty(app, view), hint: '', summary: '' };
  }
  if (!line.hold95.some((value) => value !== null)) {
    return {
      why: 'No watched connection was returned in this time, so there is nothing to measure.', hint: rates(app), summary: '',
    };
  }
  const newest = lastKnown(line.hold95);
  return {
    unknown: line.unknown,
    data: [line.at, line.hold50, line.hold95, line.hold99, line.wait95],
    hint: [app.address.pool ? 'over the last minute, at each moment' : 'the slowest pool at each moment, over its last minute', rates(app)].filter(Boolean).join('; '),
    summary: `Hold time: ${millis(line.hold50[newest])} p50, ${millis(line.hold95[newest])} p95, ${millis(line.hold99[newest])} p99.`,
  };
}

/** How often connections are taken and returned, in words; empty for a past moment, or if no pool has been measured. */
function rates(app) {
  const measured = selectedPools(app).filter(({ waits, holds }) => waits && holds);
  const words = (times) => rate(measured.reduce((sum, pool) => sum + pool[times].count, 0));
  return measured.length && app.address.at === null ? `now ${words('waits')} taken and ${words('holds')} returned` : '';
}
