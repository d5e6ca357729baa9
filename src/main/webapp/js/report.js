import { byId } from './dom.js';
import { number, plural } from './format.js';

const said = (id) => byId(id).textContent;

/** The page in words, for a message to somebody who cannot see it: what is wrong, how every pool is, and where to look. */
export function report({ store }) {
  const pool = ({ name, used, idle, waiting, max }) => `${name}: ${number(used)} of ${number(max)} in use, ${number(idle)} idle, ${number(waiting)} waiting`;
  return [
    `Leasewatch on ${location.hostname}, ${new Date(store.now()).toISOString()}, ${said('live-text')}`,
    ...[...byId('verdict').querySelectorAll('p')].map((sentence) => sentence.textContent),
    `${plural(store.section('server').get('server')?.openLeases ?? 0, 'lease')} out.`,
    ...store.all('pools').map(pool),
    said('use-summary'), said('times-summary'), said('timeline-summary'),
    location.href,
  ].filter(Boolean).join('\n');
}
