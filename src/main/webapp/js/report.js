import { byId } from './dom.js';
import { number, plural } from './format.js';

const textOf = (id) => byId(id).textContent;

/** The page as text, for a message to a colleague: what is wrong, the state of every pool, and the address. */
export function report({ store }) {
  const pool = ({ name, used, idle, waiting, max }) => `${name}: ${number(used)} of ${number(max)} in use, ${number(idle)} idle, ${number(waiting)} waiting`;
  return [
    `Leasewatch on ${location.hostname}, ${new Date(store.now()).toISOString()}, ${textOf('live-text')}`,
    ...[...byId('verdict').querySelectorAll('p')].map((sentence) => sentence.textContent),
    `${plural(store.section('server').get('server')?.openLeases ?? 0, 'open lease')}.`,
    ...store.all('pools').map(pool),
    textOf('use-summary'), textOf('times-summary'), textOf('timeline-summary'),
    location.href,
  ].filter(Boolean).join('\n');
}
