import { forecast } from './forecast.js';
import { millis, moment, number } from './format.js';
import { joined, lastKnown } from './lines.js';

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
  return {
    data,
    until: ahead.length ? ahead[ahead.length - 1].at : null,
    hint: [one ? one : 'all pools together; select a card for one pool', app.history.problem(view)].filter(Boolean).join('; '),
    summary: [
      `In use ${number(line.used[newest])}, idle ${number(line.idle[newest])}, waiting ${number(line.waiting[newest])}, maximum ${number(line.max[newest])}.`,
      missing(line), coming.words,
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

/** The gaps in the data, in words. The chart shows them as gaps. */
function missing({ at, used }) {
  const gaps = at.flatMap((from, i) => (i && used[i] === null && at[i + 1] ? [[at[i - 1], at[i + 1]]] : []));
  return gaps.length ? `No data ${gaps.slice(-3).map(([from, to]) => `from ${moment(from * 1000)} to ${moment(to * 1000)}`).join(', ')}.` : '';
}

/** The same for the chart of wait and hold times. */
export function timesData(app, view) {
  const line = joined(app, view);
  if (!line.at.length) {
    return { why: whyEmpty(app, view), hint: '', summary: '' };
  }
  if (!line.hold95.some((value) => value !== null)) {
    return {
      why: 'No watched connection was returned in this time, so there is nothing to measure.', hint: '', summary: '',
    };
  }
  const newest = lastKnown(line.hold95);
  return {
    data: [line.at, line.hold50, line.hold95, line.hold99, line.wait95],
    hint: app.address.pool ? 'over the last minute, at each moment' : 'the slowest pool at each moment, over its last minute',
    summary: `Hold time: ${millis(line.hold50[newest])} p50, ${millis(line.hold95[newest])} p95, ${millis(line.hold99[newest])} p99.`,
  };
}
