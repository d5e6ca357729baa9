import { h, setClass, setText } from './dom.js';
import { span, words } from './format.js';
import { Table } from './table.js';
import { siteCell } from './cells.js';
import { detail } from './detail.js';
import { cleanup } from './actions.js';
import { inSelectedPool } from './selection.js';

/** The open leases, the oldest first. */
export function leases(app) {
  const { store, address } = app;
  const seen = { longest: 1, leaks: new Map() };
  const table = new Table(columns(store, seen), {
    name: 'Open leases',
    one: 'lease',
    key: (lease) => lease.id,
    sort: { by: 'Held for', up: false },
    filter: address.get('filter'),
    onfilter: (text) => address.set({ filter: text }, { quietly: true }),
    rowClass: (lease) => (lease.leaked ? 'row leaked' : 'row'),
    why: () => `No open leases${address.pool ? ` of ${address.pool}` : ''}.`,
    open: (lease, place) => detail(app, lease.id, place),
    onopen: (key) => address.set({ lease: key }),
    tools: app.me.admin ? h('button', { type: 'button', onclick: () => cleanup() }, 'Clean up idle…') : null,
  });
  const returned = returnedLease(app);
  return {
    element: h('div', {}, returned.element, table.element),
    draw() {
      const all = store.all('leases').filter(inSelectedPool(app));
      seen.leaks = openLeaks(store);
      seen.longest = all.reduce((most, lease) => Math.max(most, age(store, lease)), 1);
      table.draw(all);
      const wanted = address.get('lease');
      returned.show(wanted && store.at && !store.section('leases').has(wanted) ? wanted : '');
      if (wanted && !table.opened.includes(wanted)) {
        table.open(wanted);
      } else if (!wanted) {
        table.opened.forEach((key) => table.close(key));
      }
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
  const isSuspicion = (lease) => seen.leaks.get(lease.id)?.certain === false;
  const leak = (lease) => kind(lease) + (isSuspicion(lease) ? ' (suspicion)' : '');
  return [
    {
      name: 'Held for', num: true, value: (lease) => age(store, lease), text: (lease) => span(age(store, lease)),
      make: (cell) => cell.append(h('span', { class: 'age' }, h('span', { class: 'track' }, h('i')), h('span'))),
      update: (cell, lease) => {
        const [track, text] = cell.firstChild.children;
        track.firstChild.style.width = `${Math.max(2, (100 * age(store, lease)) / seen.longest)}%`;
        setClass(track.firstChild, lease.leaked ? 'leaked' : '');
        setText(text, span(age(store, lease)));
      },
    },
    { name: 'Taken at', value: (lease) => lease.site, ...siteCell },
    { name: 'By', value: (lease) => lease.endpoint, text: (lease) => `${lease.endpoint} of ${lease.service}` },
    { name: 'Pool', value: (lease) => lease.pool || 'tracked work' },
    {
      name: 'Activity', class: 'brief', value: (lease) => lease.activity ?? '',
      text: (lease) => (lease.activity ? `${words(lease.activity)} for ${span((store.now() - lease.activeAt) / 1000)}` : 'unknown'),
    },
    {
      name: 'Leak', value: kind, text: leak, make: (cell) => cell.append(h('span', { class: 'tag bad' })),
      update: (cell, lease) => {
        setClass(cell.firstChild, isSuspicion(lease) ? 'tag warn' : 'tag bad');
        setText(cell.firstChild, leak(lease));
      },
    },
    { name: 'User', value: (lease) => lease.userId ?? '' },
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
