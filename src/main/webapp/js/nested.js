import { get } from './api.js';
import { ago, number } from './format.js';
import { Table } from './table.js';
import { siteCell } from './cells.js';

const REFRESH_MILLIS = 5000;

/** Lines that take a connection while their thread holds one, the most frequent first. They are loaded while they are shown. */
export function nested(app) {
  const { store, address } = app;
  let found = [];
  let error = '';
  let asked = 0;
  let loading = true;
  const table = new Table([
    { name: 'Taken at', value: ({ inner }) => inner.label, ...line('inner') },
    { name: 'Pool', value: ({ innerPool }) => innerPool },
    { name: 'While held', value: ({ outer }) => outer.label, ...line('outer') },
    { name: 'Of pool', value: ({ outerPool }) => outerPool },
    { name: 'Times', num: true, value: ({ times }) => times, text: ({ times }) => number(times) },
    { name: 'Threads at once', num: true, value: ({ threads }) => threads },
    { name: 'Connections of a thread', num: true, value: ({ depth }) => depth },
    { name: 'Deadlock below', num: true, value: (one) => one.minimumPoolSize ?? -1, text: (one) => (one.minimumPoolSize === null ? '–' : `a pool of ${one.minimumPoolSize}`) },
    { name: 'Last', num: true, value: ({ lastSeen }) => Date.parse(lastSeen), text: ({ lastSeen }) => ago(Date.parse(lastSeen), store.now()) },
  ], {
    name: 'Nested acquisitions', address,
    key: ({ outerPool, outer, innerPool, inner }) => [outerPool, outer.label, innerPool, inner.label].join(' '),
    sort: { by: 'Times', up: false },
    why: () => error || (loading ? 'Loading.' : 'No thread took a connection while it held one.'),
  });
  const load = async () => {
    try {
      ({ nested: found } = await get('database/nested?limit=500'));
      error = '';
    } catch (failure) {
      error = failure.message;
    }
    loading = false;
    draw();
  };
  const draw = () => {
    table.draw(found.filter(({ innerPool, outerPool }) => !address.pool || [innerPool, outerPool].includes(address.pool)));
    if (Date.now() - asked > REFRESH_MILLIS && !store.held) {
      asked = Date.now();
      load();
    }
  };
  return { element: table.element, draw };
}

/** A cell with one of the two lines. */
function line(which) {
  return { ...siteCell, text: (one) => one[which].label, update: (cell, one) => siteCell.update(cell, { site: one[which] }) };
}
