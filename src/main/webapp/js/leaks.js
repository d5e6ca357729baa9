import { setClass, setText, h } from './dom.js';
import { ago, moment, words } from './format.js';
import { Table } from './table.js';
import { siteCell } from './cells.js';
import { inSelectedPool } from './selection.js';

/** Leaks by line of code, with their endings. */
export function leaks(app) {
  const { store, address } = app;
  const list = (counts) => Object.entries(counts).map(([name, count]) => `${count} ${words(name)}`).join(', ');
  const table = new Table([
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
    { name: 'Leaked', num: true, value: (group) => group.count },
    { name: 'Kinds', value: (group) => list(group.kinds) },
    { name: 'Endings', value: (group) => list(group.endings) || 'none ended' },
    { name: 'Last', num: true, value: (group) => group.last, text: (group) => `${ago(group.last, store.now())}, ${moment(group.last, store.now())}` },
  ], {
    name: 'Leaks by site',
    key: (group) => `${group.pool} ${group.site}`,
    sort: { by: 'Open', up: false },
    rowClass: (group) => (group.open ? 'leaked' : ''),
    why: () => `No leaks${address.pool ? ` of ${address.pool}` : ''} since the monitor started.`,
  });
  return {
    element: table.element,
    draw() {
      const groups = new Map();
      for (const leak of store.all('leaks').filter(inSelectedPool(app))) {
        const key = `${leak.pool} ${leak.site}`;
        const group = groups.get(key) ?? { site: leak.site, pool: leak.pool, by: new Set(), open: 0, count: 0, kinds: {}, endings: {}, last: 0 };
        groups.set(key, group);
        group.by.add(`${leak.endpoint} of ${leak.service}`);
        group.count++;
        group.kinds[leak.kind] = (group.kinds[leak.kind] ?? 0) + 1;
        group.last = Math.max(group.last, Date.parse(leak.detectedAt));
        if (leak.ending === null) {
          group.open++;
        } else {
          group.endings[leak.ending] = (group.endings[leak.ending] ?? 0) + 1;
        }
      }
      table.draw([...groups.values()]);
    },
  };
}
