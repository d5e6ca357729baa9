import { byId, h } from './dom.js';
import { moment, plural, span } from './format.js';

const ORDER = ['critical', 'error', 'warning', 'info'];
const MOST = 3;

/** The first thing that is read: a sentence for everything that is not well, the worst first. */
export function verdict({ store }) {
  const place = byId('verdict');
  let shown = '';
  const draw = () => {
    const headlines = store.all('headlines').sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
    const pools = store.all('pools');
    const leases = store.section('server').get('server')?.openLeases ?? 0;
    const state = JSON.stringify([headlines, pools.length, headlines.length ? 0 : leases, Math.floor(store.now() / 10_000)]);
    if (state === shown) {
      return;
    }
    shown = state;
    document.title = headlines.length ? `${headlines[0].severity}: ${headlines[0].subject} – Leasewatch` : 'Leasewatch';
    if (!headlines.length) {
      place.replaceChildren(well(store, pools, leases));
      return;
    }
    place.replaceChildren(...headlines.slice(0, MOST).map((one) => headline(one, store.now())));
    if (headlines.length > MOST) {
      const rest = headlines.slice(MOST).map((one) => one.subject);
      place.append(h('p', { class: 'rest' }, `Also not well: ${rest.join(', ')}.`));
    }
  };
  store.on(['headlines', 'pools', 'server', 'tick'], draw);
}

function well(store, pools, leases) {
  const server = store.section('server').get('server');
  if (server && !server.enabled) {
    return h('div', { class: 'headline' }, h('p', { class: 'what' }, 'Watching is switched off: leasewatch.enabled is false.'));
  }
  if (!pools.length) {
    return guide();
  }
  return h('div', { class: 'headline well' },
    h('p', { class: 'what' }, h('span', { class: 'word' }, 'All pools are well.')),
    h('p', { class: 'more' }, `${plural(pools.length, 'pool')}, ${plural(leases, 'lease')} out, nothing leaks and nobody waits.`));
}

function headline(one, now) {
  const since = one.since ? Date.parse(one.since) : null;
  return h('div', { class: `headline ${one.severity}` },
    h('p', { class: 'what' }, h('span', { class: 'word' }, `${one.severity[0].toUpperCase()}${one.severity.slice(1)}: `), one.what),
    h('p', { class: 'more' }, [
      since ? `For ${span((now - since) / 1000)}, since ${moment(since, now)}.` : '', one.next, one.remedy,
    ].filter(Boolean).join(' ')));
}

/** Nothing is watched yet: the page says how that is changed. */
function guide() {
  return h('div', { class: 'headline' },
    h('p', { class: 'what' }, 'No pool is watched yet.'),
    h('p', { class: 'more' }, 'Pools appear when an application uses them for the first time. If yours does and nothing is here:'),
    h('ol', {},
      h('li', {}, 'Include leasewatch.xml in server.xml; it brings the monitor and the library.'),
      h('li', {}, 'Add -javaagent:…/leasewatch-agent.jar to jvm.options to see every data source, or name the JNDI factory leasewatchFactory for one.'),
      h('li', {}, 'Look for LSW5005I in messages.log; it says what is watched.')));
}
