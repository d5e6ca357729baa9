import { setClass, setText, h } from './dom.js';
import { ago, moment, span, words } from './format.js';
import { Table } from './table.js';
import { siteCell } from './cells.js';
import { inSelectedPool } from './selection.js';
import { declareMeant, endMeant, reclaimLine } from './actions.js';

/** A column with one button; "shown" decides for each row whether there is one. */
const action = (name, text, shown, act) => ({
  name, value: () => '',
  make: (cell) => cell.append(h('button', { type: 'button' }, text)),
  update: (cell, row) => {
    cell.firstChild.hidden = !shown(row);
    cell.firstChild.onclick = () => act(row);
  },
});

/** Leaks by line of code, with their endings; below them the leases that are held intentionally. */
export function leaks(app) {
  const all = leaksBySite(app);
  const held = meant(app);
  const title = h('h3', {}, 'Held intentionally');
  const below = h('div', {}, title, held.element);
  return {
    element: h('div', {}, all.element, below),
    draw() {
      all.draw();
      below.hidden = !held.draw();
    },
  };
}

function meant(app) {
  const { store } = app;
  const columns = [
    { name: 'Taken at', value: (held) => held.site, ...siteCell },
    { name: 'Pool', value: (held) => held.pool || 'tracked work' },
    { name: 'By', value: (held) => `${held.endpoint} of ${held.service}` },
    { name: 'Held for', num: true, value: (held) => store.now() - held.acquiredAt, text: (held) => span((store.now() - held.acquiredAt) / 1000) },
    { name: 'Meant', value: (held) => held.line },
    { name: 'Reason', value: (held) => held.reason || 'none given' },
    { name: 'Declared by', value: (held) => held.by },
  ];
  if (app.me.admin) {
    columns.push(action('Judge again', 'Judge again…', (held) => !['configuration', '@TrackConnections'].includes(held.by), (held) => endMeant(app, held)));
  }
  const table = new Table(columns, {
    name: 'Connections held intentionally',
    key: (held) => held.lease,
    sort: { by: 'Held for', up: false },
    why: () => '',
  });
  return {
    element: table.element,
    /** Returns whether there is anything to show. */
    draw() {
      const shown = store.all('meant').filter(inSelectedPool(app));
      table.draw(shown);
      return shown.length > 0;
    },
  };
}

/** The leaks of each pool and line, counted. */
function groupsOf(selected) {
  const groups = new Map();
  for (const leak of selected) {
    const key = `${leak.pool} ${leak.site}`;
    const group = groups.get(key) ?? { site: leak.site, method: leak.method, pool: leak.pool, by: new Set(), open: 0, count: 0, kinds: {}, endings: {}, last: 0, states: new Set(), first: Infinity };
    groups.set(key, group);
    group.by.add(`${leak.endpoint} of ${leak.service}`);
    group.count++;
    group.kinds[leak.kind] = (group.kinds[leak.kind] ?? 0) + 1;
    group.last = Math.max(group.last, Date.parse(leak.detectedAt));
    group.states.add(leak.state);
    group.first = Math.min(group.first, Date.parse(leak.firstSeen ?? leak.detectedAt));
    if (leak.ending === null) {
      group.open++;
    } else {
      group.endings[leak.ending] = (group.endings[leak.ending] ?? 0) + 1;
    }
  }
  return [...groups.values()];
}

const STATES = ['regressed', 'new', 'known', 'resolved'];

/** The state of the identity that people should look at first. */
const worst = (group) => STATES.find((state) => group.states.has(state)) ?? '';

function leaksBySite(app) {
  const { store, address } = app;
  const list = (counts) => Object.entries(counts).map(([name, count]) => `${count} ${words(name)}`).join(', ');
  const columns = [
    { name: 'Taken at', value: (group) => group.site, ...siteCell },
    { name: 'Pool', value: (group) => group.pool || 'tracked work' },
    { name: 'By', value: (group) => [...group.by].join(', ') },
    {
      name: 'Open', num: true, value: (group) => group.open, make: (cell) => cell.append(h('span')),
      update: (cell, group) => {
        setText(cell.firstChild, String(group.open));
        setClass(cell.firstChild, group.open ? 'tag bad' : '');
      },
    },
    {
      name: 'First', num: true, value: (group) => group.first,
      text: (group) => [worst(group), ago(group.first, store.now())].filter(Boolean).join(', '),
    },
    { name: 'Leaked', num: true, value: (group) => group.count },
    { name: 'Kinds', value: (group) => list(group.kinds) },
    { name: 'Endings', value: (group) => list(group.endings) || 'none ended' },
    { name: 'Last', num: true, value: (group) => group.last, text: (group) => `${ago(group.last, store.now())}, ${moment(group.last, store.now())}` },
  ];
  if (app.me.admin) {
    columns.push(action('Reclaim', 'Reclaim all…', (group) => group.open > 0, (group) => reclaimLine(group.site)));
    columns.push(action('Meant', 'Mark as meant…', (group) => group.open > 0 && group.method !== '', (group) => declareMeant(app, group)));
  }
  const table = new Table(columns, {
    name: 'Leaks by site', address,
    key: (group) => `${group.pool} ${group.site}`,
    sort: { by: 'Open', up: false },
    rowClass: (group) => (group.open ? 'leaked' : ''),
    why: () => `No leaks${address.pool ? ` of ${address.pool}` : ''} since the monitor started.`,
  });
  return {
    element: table.element,
    draw: () => table.draw(groupsOf(store.all('leaks').filter(inSelectedPool(app)))),
  };
}
