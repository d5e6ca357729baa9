import { h, setClass, setText } from './dom.js';
import { span, words } from './format.js';
import { Table } from './table.js';
import { siteCell } from './cells.js';
import { detail } from './detail.js';
import { cleanup } from './actions.js';
import { inSelectedPool } from './selection.js';

/** What is out, the oldest first. */
export function leases(app) {
  const { store, address } = app;
  let longest = 1;
  const age = (lease) => (store.now() - lease.acquiredAt) / 1000;
  const kinds = () => {
    const found = new Map();
    store.section('leaks').forEach((leak) => leak.ending === null && found.set(leak.lease, leak));
    return found;
  };
  let leaked = new Map();
  const state = (lease) => (lease.leaked ? words(leaked.get(lease.id)?.kind ?? 'leaked') : '');
  const suspicion = (leak) => (leak && !leak.certain ? ' (suspicion)' : '');
  const table = new Table([
    {
      name: 'Held for', num: true, value: age, text: (lease) => span(age(lease)),
      make: (cell) => cell.append(h('span', { class: 'age' }, h('span', { class: 'track' }, h('i')), h('span'))),
      update: (cell, lease) => {
        const [track, text] = cell.firstChild.children;
        track.firstChild.style.width = `${Math.max(2, (100 * age(lease)) / longest)}%`;
        setClass(track.firstChild, lease.leaked ? 'leaked' : '');
        setText(text, span(age(lease)));
      },
    },
    { name: 'Taken at', value: (lease) => lease.site, ...siteCell },
    { name: 'By', value: (lease) => lease.endpoint, text: (lease) => `${lease.endpoint} of ${lease.service}` },
    { name: 'Pool', value: (lease) => lease.pool || 'tracked work' },
    {
      name: 'Activity', class: 'brief', value: (lease) => lease.activity ?? '',
      text: (lease) => (lease.activity ? `${words(lease.activity)} for ${span((store.now() - lease.activeAt) / 1000)}` : 'not seen'),
    },
    {
      name: 'Leak', value: state, text: (lease) => state(lease) + suspicion(leaked.get(lease.id)), make: (cell) => cell.append(h('span', { class: 'tag bad' })),
      update: (cell, lease) => {
        const leak = leaked.get(lease.id);
        setClass(cell.firstChild, leak && !leak.certain ? 'tag warn' : 'tag bad');
        setText(cell.firstChild, state(lease) + suspicion(leak));
      },
    },
    { name: 'User', value: (lease) => lease.userId ?? '' },
  ], {
    name: 'Open leases',
    one: 'lease',
    key: (lease) => lease.id,
    sort: { by: 'Held for', up: false },
    filter: address.get('filter'),
    onfilter: (text) => address.set({ filter: text }, { quietly: true }),
    rowClass: (lease) => (lease.leaked ? 'row leaked' : 'row'),
    why: () => `No lease is out${address.pool ? ` from ${address.pool}` : ''}.`,
    open: (lease, place) => detail(app, lease.id, place),
    onopen: (key) => address.set({ lease: key }),
    tools: app.me.admin ? h('button', { type: 'button', onclick: () => cleanup() }, 'Clean up idle…') : null,
  });
  const beside = h('div');
  let shownBeside = '';
  /** A lease that was given back has no row; it is shown above the table. */
  const showBeside = (id) => {
    if (id !== shownBeside) {
      shownBeside = id;
      if (id) {
        detail(app, id, beside);
      } else {
        beside.replaceChildren();
      }
    }
  };
  return {
    element: h('div', {}, beside, table.element),
    draw() {
      const all = store.all('leases').filter(inSelectedPool(app));
      leaked = kinds();
      longest = all.reduce((most, lease) => Math.max(most, age(lease)), 1);
      table.draw(all);
      const wanted = address.get('lease');
      showBeside(wanted && store.at && !store.section('leases').has(wanted) ? wanted : '');
      if (wanted && !table.opened.includes(wanted)) {
        table.open(wanted);
      } else if (!wanted) {
        table.opened.forEach((key) => table.close(key));
      }
    },
  };
}
