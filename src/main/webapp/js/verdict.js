import { byId, h, setClass, setText } from './dom.js';
import { moment, plural, span } from './format.js';

const ORDER = ['critical', 'error', 'warning', 'info'];
const MOST = 3;

/** The first thing that is read: a sentence for everything that is not well, the worst first. */
export function verdict(app) {
  const { store } = app;
  const place = byId('verdict');
  const rest = h('p', { class: 'rest' });
  const known = new Map();
  let shown = '';
  const draw = () => {
    const headlines = sorted(store.all('headlines'));
    const pools = store.all('pools');
    const server = store.section('server').get('server');
    const made = headlines.slice(0, MOST).map((one) => {
      const element = known.get(one.subject) ?? headline(app, one.subject);
      known.set(one.subject, element);
      element.tell(one, store.now());
      return element.place;
    });
    setText(rest, headlines.length > MOST ? `Also not well: ${headlines.slice(MOST).map((one) => one.subject).join(', ')}.` : '');
    const state = JSON.stringify([headlines.map((one) => one.subject), headlines.length > MOST, pools.length, headlines.length ? null : [server?.openLeases, server?.enabled]]);
    if (state !== shown) {
      shown = state;
      document.body.classList.toggle('nothing', !headlines.length && !pools.length);
      place.replaceChildren(...(made.length ? made : [well(server, pools)]), ...(headlines.length > MOST ? [rest] : []));
    }
  };
  store.on(['headlines', 'pools', 'server', 'tick'], draw);
  // The title is for whoever does not see the page now.
  store.onMessage((_, section) => {
    const [worst] = sorted([...section('headlines').values()]);
    document.title = worst ? `${worst.severity}: ${worst.subject} – Leasewatch` : 'Leasewatch';
  });
}

const sorted = (headlines) => headlines.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));

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

/** What is not well in words, and one click to all that is known of it. It stays the same element while its words change. */
function headline({ store, address }, subject) {
  const severity = h('span', { class: 'word' });
  const what = h('span');
  const more = h('p', { class: 'more' });
  const show = h('button', {
    type: 'button', class: 'show',
    onclick: () => {
      address.set({ pool: subject, tab: 'leases', lease: null, at: null });
      byId('details').scrollIntoView({ block: 'nearest' });
    },
  }, 'Show who holds it');
  const place = h('div', {}, h('p', { class: 'what' }, severity, what), more, show);
  return {
    place,
    tell(one, now) {
      const since = one.since ? `For ${span((now - Date.parse(one.since)) / 1000)}, since ${moment(one.since, now)}.` : '';
      setClass(place, `headline ${one.severity}`);
      setText(severity, `${one.severity[0].toUpperCase()}${one.severity.slice(1)}: `);
      setText(what, one.what);
      setText(more, [since, one.next, one.remedy].filter(Boolean).join(' '));
      show.hidden = !store.section('pools').has(subject);
    },
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
