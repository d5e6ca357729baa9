import { number, short } from './format.js';
import { Table } from './table.js';
import { siteCell } from './cells.js';
import { inSelectedPool } from './selection.js';

/** The lines of code that take connections, by their share of the pool. */
export function sites(app) {
  const { store, address } = app;
  const time = (name, of) => ({ name, num: true, value: (use) => of(use) ?? -1, text: (use) => short(of(use)) });
  const count = (name, of) => ({ name, num: true, value: of, text: (use) => number(of(use)) });
  const table = new Table([
    { name: 'Site', value: (use) => use.site.label, ...siteCell },
    { name: 'Pool', value: (use) => use.pool || 'tracked work' },
    time('Connection-seconds', (use) => use.connectionSeconds),
    { name: 'Share', num: true, value: (use) => use.sharePercent, text: (use) => `${use.sharePercent.toFixed(1)} %` },
    count('Taken', (use) => use.acquired),
    count('Open', (use) => use.stillOut),
    count('Leaked', (use) => use.leaked),
    count('Timeouts', (use) => use.timeouts),
    time('Hold p50', (use) => use.holdP50),
    time('Hold p99', (use) => use.holdP99),
    time('Longest', (use) => use.holdMax),
    time('Held idle', (use) => use.idleSeconds),
  ], {
    name: 'Sites by connection-seconds', address,
    key: (use) => `${use.pool} ${use.site.label}`,
    sort: { by: 'Connection-seconds', up: false },
    why: () => 'No connection was taken since the monitor started.',
  });
  return { element: table.element, draw: () => table.draw(store.all('sites').filter(inSelectedPool(app))) };
}
