import { byId, h } from './dom.js';
import { number, plural, short } from './format.js';

/** The systems behind the pools: guarded databases, PgBouncer, Redis. Hidden if none is configured. */
export function downstream({ store }) {
  const place = byId('downstream');
  let shown = '';
  store.on(['server'], () => {
    const server = store.section('server').get('server');
    if (!server) {
      return;
    }
    const lanes = [
      ...server.databases.map((one) => lane(one.name, 'database', one.state, [
        `${one.state === 'up' ? 'answers' : 'answered'} in ${short(one.meanResponseTime)}`, one.breaker === 'off' ? '' : `breaker ${one.breaker}`,
        one.reconnections ? plural(one.reconnections, 'reconnection') : '', one.state === 'up' ? '' : one.lastError,
      ])),
      ...server.pgbouncer.pgbouncers.map((one) => lane(one.name, 'PgBouncer', one.state, [
        one.clients === null ? '' : plural(one.clients, 'client'), one.waitingClients ? `${one.waitingClients} waiting, for up to ${short(one.oldestWait)}` : '',
        one.servers === null ? '' : plural(one.servers, 'server'), one.state === 'up' ? '' : one.lastError,
      ])),
      ...(server.redis ? [lane(server.redis.address, 'Redis', server.redis.state, server.redis.answer
        ? [`${number(server.redis.answer.connectedClients)} of ${number(server.redis.answer.maxClients)} clients`, `${number(server.redis.answer.opsPerSecond)} operations/s`,
          `answers in ${short(server.redis.answer.responseTime)}`]
        : [server.redis.lastError])] : []),
    ];
    const state = lanes.map((one) => one.textContent).join('|');
    place.hidden = !lanes.length;
    if (state !== shown) {
      shown = state;
      place.replaceChildren(...lanes);
    }
  });
}

const TRANSIENT = ['connecting', 'degraded', 'stopping'];

function lane(name, kind, state, facts) {
  const otherwise = TRANSIENT.includes(state) ? 'warn' : 'bad';
  return h('p', { class: `lane ${state === 'up' ? 'up' : otherwise}` }, h('span', { class: 'soft' }, kind), ' ', h('strong', {}, name), ' ',
    h('span', { class: 'word' }, state), ' ', h('span', { class: 'soft' }, facts.filter(Boolean).join(', ')));
}

/** The footer: the cost of watching, and how many leases the page shows. */
export function cost({ store }) {
  const place = byId('cost');
  store.on(['server'], () => {
    const server = store.section('server').get('server');
    if (server) {
      const share = server.ownShare === null ? '' : `its periodic tasks take ${(100 * server.ownShare).toFixed(1)} % of a core; `;
      place.textContent = `Leasewatch itself: ${share}leases so far: ${number(server.acquired)}, stacks captured: ${number(server.stackCaptures)};`
        + ` this page shows ${number(store.section('leases').size)} of ${number(server.openLeases)} open and ${number(store.section('ended').size)} ended leases.`;
    }
  });
}
