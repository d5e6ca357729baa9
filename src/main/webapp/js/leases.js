import { h, setClass, setText } from './dom.js';
import { span, words } from './format.js';
import { Table } from './table.js';
import { certainty } from './certainty.js';
import { siteCell } from './cells.js';
import { detail } from './detail.js';
import { cleanup, reclaimLine } from './actions.js';
import { common, grouped } from './lease-groups.js';
import { inSelectedPool } from './selection.js';

/** The open leases, the oldest first; identical ones in one row, which opens into a table of them. */
export function leases(app) {
  const { store, address } = app;
  const seen = { longest: 1, leaks: new Map(), leak: () => '' };
  const groups = new Map();
  const all = columns(store, seen);
  const grouping = h('button', { type: 'button', onclick: () => address.set({ grouped: address.get('grouped') ? null : 'no', group: null }) }, 'Group identical');
  const table = new Table(all, {
    name: 'Open leases', one: 'lease', address,
    key: (entry) => entry.group ?? entry.id,
    weight: (entry) => entry.members?.length ?? 1,
    sort: { by: 'Held for', up: false },
    rowClass: (entry) => ['row', seen.leak(entry)].join(' ').trim(),
    why: () => `No open leases${address.pool ? ` of ${address.pool}` : ''}.`,
    open: (entry, place) => (entry.group ? groups.set(entry.group, group(app, entry, place, all)) : detail(app, entry.id, place)),
    onopen: (key) => address.set({ lease: isLease(key) ? key : null, group: isLease(key) ? null : key }),
    tools: [grouping, ' ', app.me.admin ? h('button', { type: 'button', onclick: () => cleanup() }, 'Clean up idle…') : null],
  });
  const returned = returnedLease(app);
  return {
    element: h('div', {}, returned.element, table.element),
    draw() {
      const open = store.all('leases').filter(inSelectedPool(app));
      seen.leaks = openLeaks(store);
      seen.leak = certainty(store);
      seen.longest = open.reduce((most, lease) => Math.max(most, age(store, lease)), 1);
      grouping.setAttribute('aria-pressed', String(!address.get('grouped')));
      const entries = address.get('grouped') ? open : grouped(open, seen.leak);
      table.draw(entries);
      const wanted = address.get('lease');
      returned.show(wanted && store.at && !store.section('leases').has(wanted) ? wanted : '');
      show(table, rowOf(entries, wanted) ?? address.get('group'));
      entries.filter((entry) => table.opened.includes(entry.group)).forEach((entry) => groups.get(entry.group).draw(entry.members, wanted));
    },
  };
}

const isLease = (key) => /^\d+$/.test(key ?? '');

/** The key of the row that has this lease; undefined if none has. */
function rowOf(entries, wanted) {
  const entry = wanted && entries.find(({ id, members }) => (members ? members.some((lease) => String(lease.id) === wanted) : String(id) === wanted));
  return entry ? String(entry.group ?? entry.id) : undefined;
}

/** Opens the row with this key, and closes the others. */
function show(table, key) {
  if (!key) {
    table.opened.forEach((other) => table.close(other));
  } else if (!table.opened.includes(key)) {
    table.open(key);
  }
}

/** The leases of a row that stands for several. */
function group(app, entry, place, all) {
  const { address } = app;
  const table = new Table(all.filter(({ name }) => ['Held for', 'Activity', 'Last statement', 'User'].includes(name)), {
    name: `Leases taken at ${entry.site}`, one: 'lease', bare: true,
    key: (lease) => lease.id,
    sort: { by: 'Held for', up: false },
    rowClass: () => 'row',
    why: () => '',
    open: (lease, inner) => detail(app, lease.id, inner),
    onopen: (key) => address.set({ lease: key, group: key ? null : entry.group }),
  });
  const reclaim = app.me.admin && entry.leaked
    ? h('button', { type: 'button', class: 'danger', onclick: () => reclaimLine(entry.site) }, 'Reclaim all of this line…')
    : null;
  place.replaceChildren(h('div', { class: 'detail group' }, reclaim ? h('div', { class: 'full' }, reclaim) : null, h('div', { class: 'members' }, table.element)));
  return {
    draw(members, wanted) {
      table.draw(members);
      show(table, members.some(({ id }) => String(id) === wanted) ? wanted : '');
    },
  };
}

/** The age of a lease, in seconds. */
const age = (store, lease) => (store.now() - lease.acquiredAt) / 1000;

/** The leaks that have not ended, by lease. */
function openLeaks(store) {
  return new Map(store.all('leaks').filter((leak) => leak.ending === null).map((leak) => [leak.lease, leak]));
}

/** The columns of the table. {@code seen} has the longest age and the leaks, updated before each drawing. */
function columns(store, seen) {
  const kind = (lease) => (lease.leaked ? words(seen.leaks.get(lease.id)?.kind ?? 'leaked') : '');
  const isSuspicion = (lease) => seen.leak(lease) === 'suspected';
  const leak = (lease) => kind(lease) + (isSuspicion(lease) ? ' (suspicion)' : '');
  const activity = ({ activity: name, activeAt }) => (name ? `${words(name)} for ${span((store.now() - activeAt) / 1000)}` : 'unknown');
  return [
    {
      name: 'Held for', num: true, value: (lease) => age(store, lease), text: (lease) => span(age(store, lease)),
      make: (cell) => cell.append(h('span', { class: 'age' }, h('span', { class: 'track' }, h('i')), h('span'))),
      update: (cell, lease) => {
        const [track, text] = cell.firstChild.children;
        track.firstChild.style.width = `${Math.max(2, (100 * age(store, lease)) / seen.longest)}%`;
        setClass(track.firstChild, seen.leak(lease));
        setText(text, span(age(store, lease)));
      },
    },
    { name: 'Taken at', value: (lease) => lease.site, ...siteCell },
    { name: 'By', value: (lease) => lease.endpoint, text: (lease) => `${lease.endpoint} of ${lease.service}` },
    { name: 'Pool', value: (lease) => lease.pool || 'tracked work' },
    {
      name: 'Activity', class: 'brief', value: (lease) => lease.activity ?? '',
      text: (entry) => (entry.members ? common(entry, (lease) => words(lease.activity ?? 'unknown'), 'activities') : activity(entry)),
    },
    {
      name: 'Leak', value: kind, text: leak, make: (cell) => cell.append(h('span', { class: 'tag bad' })),
      update: (cell, lease) => {
        setClass(cell.firstChild, isSuspicion(lease) ? 'tag warn' : 'tag bad');
        setText(cell.firstChild, leak(lease));
      },
    },
    { name: 'Last statement', class: 'sql mono', value: (entry) => common(entry, (lease) => lease.lastSql ?? '', 'statements') },
    { name: 'User', value: (entry) => common(entry, (lease) => lease.userId ?? '', 'users') },
  ];
}

/** A returned lease has no row; it is shown above the table. */
function returnedLease(app) {
  const element = h('div');
  let shown = '';
  return {
    element,
    show(id) {
      if (id === shown) {
        return;
      }
      shown = id;
      if (id) {
        detail(app, id, element);
      } else {
        element.replaceChildren();
      }
    },
  };
}
