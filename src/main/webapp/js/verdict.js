import { byId, h, setText } from './dom.js';
import { moment, plural, span } from './format.js';

const ORDER = ['critical', 'error', 'warning', 'info'];
const MOST = 3;

/** The first thing that is read: a sentence for everything that is not well, the worst first. */
export function verdict(app) {
  const { store } = app;
  const place = byId('verdict');
  let shown = '';
  let since = [];
  const draw = () => {
    const headlines = store.all('headlines').sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
    const pools = store.all('pools');
    const server = store.section('server').get('server');
    const state = JSON.stringify([headlines, pools.length, headlines.length ? null : [server?.openLeases, server?.enabled]]);
    if (state !== shown) {
      shown = state;
      document.body.classList.toggle('nothing', !headlines.length && !pools.length);
      document.title = headlines.length ? `${headlines[0].severity}: ${headlines[0].subject} – Leasewatch` : 'Leasewatch';
      const made = headlines.slice(0, MOST).map((one) => headline(app, one));
      const rest = headlines.slice(MOST).map((one) => one.subject);
      since = made.map((one) => one.since);
      place.replaceChildren(...(made.length ? made.map((one) => one.element) : [well(server, pools)]),
        ...(rest.length ? [h('p', { class: 'rest' }, `Also not well: ${rest.join(', ')}.`)] : []));
    }
    since.forEach((tell) => tell(store.now()));
  };
  store.on(['headlines', 'pools', 'server', 'tick'], draw);
}

function well(server, pools) {
  if (server && !server.enabled) {
    return h('div', { class: 'headline' }, h('p', { class: 'what' }, 'Watching is switched off: leasewatch.enabled is false.'));
  }
  if (!pools.length) {
    return guide();
  }
  return h('div', { class: 'headline well' },
    h('p', { class: 'what' }, h('span', { class: 'word' }, 'All pools are well.')),
    h('p', { class: 'more' }, `${plural(pools.length, 'pool')}, ${plural(server?.openLeases ?? 0, 'lease')} out, nothing leaks and nobody waits.`));
}

/** What is not well in words, and one click to all that is known of it. */
function headline({ store, address }, one) {
  const at = one.since ? Date.parse(one.since) : null;
  const lasts = h('span');
  const more = [one.next, one.remedy].filter(Boolean).join(' ');
  const show = () => {
    address.toNow({ pool: one.subject, tab: 'leases', lease: null });
    byId('details').scrollIntoView({ block: 'nearest' });
  };
  return {
    element: h('div', { class: `headline ${one.severity}` },
      h('p', { class: 'what' }, h('span', { class: 'word' }, `${one.severity[0].toUpperCase()}${one.severity.slice(1)}: `), one.what),
      h('p', { class: 'more' }, lasts, ' ', more),
      store.section('pools').has(one.subject) ? h('button', { type: 'button', class: 'show', onclick: show }, 'Show who holds it') : null),
    since: (now) => at && setText(lasts, `For ${span((now - at) / 1000)}, since ${moment(at, now)}.`),
  };
}

/** Nothing is watched yet: the page says how that is changed, and nothing else. */
function guide() {
  const code = (text) => h('code', {}, text);
  return h('div', { class: 'headline guide' },
    h('p', { class: 'what' }, 'No pool is watched yet.'),
    h('p', {}, 'Pools appear here when an application uses them for the first time. If yours has, and nothing is here:'),
    h('ol', {},
      h('li', {}, 'Is the data source one of this server? Its pool appears by its numbers, with no change, as soon as a connection was taken.'),
      h('li', {}, 'To have leases with a borrower and a line of code, give the data source another JNDI name and put the watched one in its place:',
        h('pre', { class: 'mono' }, '<dataSource jndiName="jdbc/orders-pool"> … </dataSource>\n'
          + '<jndiReferenceEntry jndiName="jdbc/orders" factoryRef="leasewatchFactory">\n'
          + '  <properties target="jdbc/orders-pool"/>\n</jndiReferenceEntry>')),
      h('li', {}, 'Or add ', code('-javaagent:…/leasewatch-agent.jar'), ' to ', code('jvm.options'),
        ': then every data source of the server is watched, those that applications define or pool themselves too.'),
      h('li', {}, code('messages.log'), ' says in lines that begin with ', code('LSW'), ' what is watched and what is not.')));
}
