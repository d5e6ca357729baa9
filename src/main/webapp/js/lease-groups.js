/** From this many identical leases on, there is one row for all of them. */
const LEAST = 4;

const keyOf = ({ pool, site, endpoint, service }, leak) => [pool, site, `${endpoint} of ${service}`, leak].filter(Boolean).join(' ');

/**
 * The leases, with one entry in the place of four or more that the same operation took at the same line from the same pool, and that have leaked or
 * not alike. Such an entry has a "group", which is its key, and "members", the oldest first; otherwise it looks like the oldest.
 */
export function grouped(leases, leakOf) {
  const groups = new Map();
  for (const lease of leases) {
    const key = keyOf(lease, leakOf(lease));
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(lease);
  }
  return [...groups].flatMap(([group, members]) => (members.length < LEAST ? members : [groupOf(group, members)]));
}

function groupOf(group, leases) {
  const members = leases.sort((a, b) => a.acquiredAt - b.acquiredAt || a.id - b.id);
  return { ...members[0], group, members };
}

/** What the members of an entry have in common; if they have several values, how many. */
export function common(entry, valueOf, many) {
  const values = new Set((entry.members ?? [entry]).map(valueOf));
  return values.size > 1 ? `${values.size} ${many}` : [...values][0];
}
