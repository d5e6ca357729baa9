import { moment } from './format.js';

/** The page is stale if the last message is older. */
const STALE_MILLIS = 5000;

/** The parts of a time range of which the leases are not known, or not all of them, the earliest first, each with the reason. */
export function unknownParts({ store }, { from, to, now }) {
  const { startedAt, completeSince } = store.section('server').get('server')?.timeline ?? { startedAt: 0, completeSince: 0 };
  const heard = now - store.at > STALE_MILLIS ? store.at : now;
  const time = (at) => moment(at, now);
  return [
    { from, to: startedAt, why: `unknown: the monitor started at ${time(startedAt)}` },
    { from: startedAt, to: completeSince, why: `incomplete: of the leases that ended before ${time(completeSince)}, mainly leaked ones are kept` },
    { from: heard, to: now, why: `unknown: no data since ${time(heard)}` },
    { from: now, to, why: 'in the future' },
  ].map((part) => ({ ...part, from: Math.max(from, part.from), to: Math.min(to, part.to) })).filter((part) => part.from < part.to);
}
