import { certainty } from './certainty.js';

/** The states of all pools, the worst first: a critical one first, then by the harm. Those without a problem are in the order of their names. */
export function poolStates(store) {
  const held = heldByPool(store);
  const limits = store.section('server').get('server') ?? {};
  return store.all('pools').map((pool) => {
    const { leaked = 0, suspected = 0, oldest = null } = held.get(pool.name) ?? {};
    const { fill, level: pressed } = pressure(pool, limits);
    const lost = leaked + (pool.stranded ?? 0) + (pool.unexplained ?? 0);
    const level = worse(pressed, worse(lost + suspected ? 'warning' : '', store.section('headlines').get(pool.name)?.severity));
    return { pool, leaked, suspected, fill, level, lost, oldest };
  }).sort(byHarm);
}

/** For each pool the number of leaked and of suspected leases, and when the oldest open lease was acquired. */
function heldByPool(store) {
  const held = new Map();
  const leak = certainty(store);
  for (const lease of store.section('leases').values()) {
    if (!lease.declared) {
      const { leaked, suspected, oldest } = held.get(lease.pool) ?? { leaked: 0, suspected: 0, oldest: Infinity };
      const state = leak(lease);
      held.set(lease.pool, {
        leaked: leaked + Number(state === 'leaked'), suspected: suspected + Number(state === 'suspected'), oldest: Math.min(oldest, lease.acquiredAt),
      });
    }
  }
  return held;
}

/** The text and the level for the utilization of a pool; the limits are leasewatch.pool.warning and leasewatch.pool.critical. */
function pressure({ used, max, waiting, expectedFull }, { poolWarning, poolCritical }) {
  if (expectedFull) {
    return { fill: '', level: '' };
  }
  const share = max ? used / max : 0;
  if (share >= poolCritical) {
    return { fill: share >= 1 ? 'full' : 'nearly full', level: 'critical' };
  }
  if (waiting > 0) {
    return { fill: 'threads wait', level: 'critical' };
  }
  return share >= poolWarning ? { fill: 'busy', level: 'warning' } : { fill: '', level: '' };
}

const LEVELS = ['critical', 'warning', ''];

const rank = (level) => (LEVELS.includes(level) ? LEVELS.indexOf(level) : LEVELS.length - 1);

const worse = (a, b) => LEVELS[Math.min(rank(a), rank(b))];

/** The share of a pool that its users cannot have. */
const taken = ({ pool: { used, max } }) => (max ? used / max : 0);

function byHarm(a, b) {
  const level = rank(a.level) - rank(b.level);
  const harm = a.level ? (b.pool.waiting ?? 0) - (a.pool.waiting ?? 0) || b.lost - a.lost || taken(b) - taken(a) : 0;
  return level || harm || (a.pool.name < b.pool.name ? -1 : 1);
}
