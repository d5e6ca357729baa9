import { forecast } from './forecast.js';
import { millis, moment, number } from './format.js';
import { joined, lastKnown } from './lines.js';

/** What the first chart draws of the visible range, and what it says in words; or why there is nothing to draw. */
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
    hint: [one ? one : 'all pools together; choose a card for one', app.history.trouble(view)].filter(Boolean).join('; '),
    summary: [
      `In use ${number(line.used[newest])}, idle ${number(line.idle[newest])}, waiting ${number(line.waiting[newest])}, at most ${number(line.max[newest])}.`,
      missing(line), coming.words,
    ].filter(Boolean).join(' '),
  };
}

/** Why there is nothing to draw of this time. */
function whyEmpty({ address, history, store }, view) {
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

/** The same for the chart of waiting and holding. */
export function timesData(app, view) {
  const line = joined(app, view);
  if (!line.at.length) {
    return { why: whyEmpty(app, view), hint: '', summary: '' };
  }
  if (!line.hold95.some((value) => value !== null)) {
    return {
      why: 'No connection was given back in this time that Leasewatch saw: there is nothing to measure.', hint: '', summary: '',
    };
  }
  const newest = lastKnown(line.hold95);
  return {
    data: [line.at, line.hold50, line.hold95, line.hold99, line.wait95],
    hint: app.address.pool ? 'of the last minute, at each moment' : 'the slowest pool at each moment, of its last minute',
    summary: `Held for ${millis(line.hold50[newest])} by half, ${millis(line.hold95[newest])} by 95 of 100, ${millis(line.hold99[newest])} by 99 of 100.`,
  };
}
