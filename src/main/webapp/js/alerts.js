import { h, setClass, setText } from './dom.js';
import { ago, moment } from './format.js';
import { Table } from './table.js';
import { endSilence, setting, silence } from './actions.js';
import { inSelectedPool } from './selection.js';

const ORDER = ['info', 'warning', 'error', 'critical'];

function tagClass({ status, severity }) {
  if (status !== 'firing') {
    return 'tag';
  }
  return severity === 'warning' ? 'tag warn' : 'tag bad';
}

/** The last alerts, firing ones first. */
export function alerts(app) {
  const { store, address } = app;
  const silenced = (alert) => (alert.silencedUntil ? `silenced until ${moment(alert.silencedUntil, store.now())} by ${alert.silencedBy}` : '');
  const table = new Table([
    {
      name: 'State', value: (alert) => (alert.status === 'firing' ? 10 : 0) + ORDER.indexOf(alert.severity), text: (alert) => `${alert.severity}, ${alert.status}`,
      make: (cell) => cell.append(h('span', { class: 'tag' })),
      update: (cell, alert) => {
        setText(cell.firstChild, `${alert.severity}, ${alert.status}`);
        setClass(cell.firstChild, tagClass(alert));
      },
    },
    { name: 'What', value: (alert) => alert.message },
    { name: 'Pool', value: (alert) => alert.pool || '–' },
    { name: 'Rule', value: (alert) => alert.rule },
    { name: 'When', num: true, value: (alert) => Date.parse(alert.timestamp), text: (alert) => `${ago(Date.parse(alert.timestamp), store.now())}, ${moment(alert.timestamp, store.now())}` },
    {
      name: 'Silence', value: (alert) => alert.silencedUntil ?? '', text: silenced,
      make: (cell) => cell.append(h('span', {}, h('span'), ' ', app.me.admin ? h('button', { type: 'button' }) : null)),
      update: (cell, alert) => {
        const [word, button] = cell.firstChild.children;
        const may = app.me.admin && (alert.silencedUntil || alert.status === 'firing');
        setText(word, silenced(alert) || (may ? '' : '–'));
        if (button) {
          button.hidden = !may;
          button.onclick = () => (alert.silencedUntil ? endSilence : silence)(app, alert);
          setText(button, alert.silencedUntil ? 'End silence…' : 'Silence…');
        }
      },
    },
  ], {
    name: 'Alerts', address,
    key: (alert) => alert.id,
    sort: { by: 'State', up: false },
    why: () => `No alerts${address.pool ? ` of ${address.pool}` : ''} since the monitor started.`,
    rowClass: (alert) => (alert.id === address.get('alert') ? 'chosen' : ''),
    tools: app.me.admin
      ? h('button', { type: 'button', onclick: () => setting(app, 'leasewatch.leak.threshold', 'How long a connection may be held before its lease is overdue, such as PT30S.') }, 'Change a threshold…')
      : null,
  });
  return { element: table.element, draw: () => table.draw(store.all('alerts').filter(inSelectedPool(app))) };
}
