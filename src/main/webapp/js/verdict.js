import { byId, h, setClass, setText } from './dom.js';
import { moment, plural, span } from './format.js';
import { Past } from './past.js';

const ORDER = ['critical', 'error', 'warning', 'info'];
const MOST = 3;

/** The verdict: a sentence for every pool or database with a problem, now or at the selected moment, the worst first. */
export function verdict(app) {
  const { store } = app;
  const place = byId('verdict');
  const then = h('p', { class: 'rest' });
  const rest = h('p', { class: 'rest' });
  const elements = new Map();
  let shown = '';
  const announce = announcer();
  const draw = () => {
    const { headlines, at, when, key, none } = look(app, past);
    const made = headlines.slice(0, MOST).map((one) => {
      const element = elements.get(one.subject) ?? headline(app, one.subject);
      elements.set(one.subject, element);
      element.update(one, at);
      return element.place;
    });
    const others = headlines.slice(MOST).map((one) => one.subject);
    setText(rest, others.length ? `More problems: ${others.join(', ')}.` : '');
    setText(then, when);
    const pools = store.all('pools').length;
    const state = JSON.stringify([when, headlines.map((one) => one.subject), others.length > 0, pools, headlines.length ? null : key]);
    if (state !== shown) {
      shown = state;
      document.body.classList.toggle('nothing', !headlines.length && !pools);
      place.replaceChildren(...(when ? [then] : []), ...(made.length ? made : [none()]), ...(others.length ? [rest] : []));
    }
    announce(when, headlines, () => place.textContent);
  };
  const past = new Past(app, draw);
  store.on(['headlines', 'pools', 'server', 'incidents', 'tick'], draw);
  app.address.on(draw);
  // The title is visible while another tab of the browser is in front.
  store.onMessage((_, section) => {
    const [worst] = sorted([...section('headlines').values()]);
    document.title = worst ? `${worst.severity}: ${worst.subject} – Leasewatch` : 'Leasewatch';
  });
}

/** Has screen readers read the verdict when a problem begins, ends or becomes worse, but not whenever a number in it changes. */
function announcer() {
  const status = byId('verdict-status');
  let said = '';
  return (when, headlines, none) => {
    const key = [when, ...headlines.map(({ subject, severity }) => `${severity} ${subject}`)].join('|');
    if (key !== said) {
      said = key;
      setText(status, headlines.length ? [when, ...headlines.slice(0, MOST).map(({ severity, what }) => `${capital(severity)}: ${what}`)].join(' ').trim() : none());
    }
  };
}

const capital = (word) => `${word[0].toUpperCase()}${word.slice(1)}`;

/** The problems of now or of the selected moment, and what is shown if there are none; {@code key} changes with that. */
function look({ store, address, state }, past) {
  const { at } = address;
  if (at !== null) {
    const headlines = sorted(past.headlines(at));
    const why = past.why();
    return {
      headlines, at, when: `At ${moment(at, store.now())}:`, key: why, none: () => h('div', { class: 'headline' }, h('p', { class: 'what' }, why)),
    };
  }
  const server = store.section('server').get('server');
  if (state.stale) {
    const heard = moment(store.at, store.now());
    return {
      headlines: sorted(store.all('headlines')), at: store.at, when: `Unknown since ${heard}. At that time:`, key: heard, none: () => unknown('No problem was known.'),
    };
  }
  return {
    headlines: sorted(store.all('headlines')), at: store.now(), when: '', key: [server?.openLeases, server?.enabled], none: () => ok(server, store.all('pools')),
  };
}

const sorted = (headlines) => headlines.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));

/** A verdict that is neither good nor bad. */
const unknown = (sentence) => h('div', { class: 'headline unknown' }, h('p', { class: 'what' }, sentence));

function ok(server, pools) {
  if (server && !server.enabled) {
    return unknown('Unknown: Watching is switched off (leasewatch.enabled is false).');
  }
  if (!pools.length) {
    return guide();
  }
  return h('div', { class: 'headline well' },
    h('p', { class: 'what' }, h('span', { class: 'word' }, 'All pools are ok.')),
    h('p', { class: 'more' }, `${plural(pools.length, 'pool')}, ${plural(server?.openLeases ?? 0, 'lease')} open. No leaks, no waiting threads.`));
}

/** A headline in words, with a button that selects its pool. The element stays the same while its text changes. */
function headline({ store, address }, subject) {
  let incident = null;
  const severity = h('span', { class: 'word' });
  const what = h('span');
  const more = h('p', { class: 'more' });
  const show = h('button', {
    type: 'button', class: 'show',
    onclick: () => {
      address.set(incident ? { tab: 'incidents', incident } : { pool: subject, tab: 'leases', lease: null, at: null });
      byId('details').scrollIntoView({ block: 'nearest' });
    },
  }, 'Show leases');
  const place = h('div', {}, h('p', { class: 'what' }, severity, what), more, show);
  return {
    place,
    update(one, now) {
      const since = one.since ? `For ${span((now - Date.parse(one.since)) / 1000)}, since ${moment(one.since, now)}.` : '';
      setClass(place, `headline ${one.severity}`);
      setText(severity, `${capital(one.severity)}: `);
      setText(what, one.what);
      setText(more, [since, one.next, one.remedy].filter(Boolean).join(' '));
      incident = one.incident ?? null;
      setText(show, incident ? 'Show incident' : 'Show leases');
      show.hidden = !incident && !store.section('pools').has(subject);
    },
  };
}

/** The only text of a page without pools: how to have a pool watched. */
function guide() {
  const code = (text) => h('code', {}, text);
  return h('div', { class: 'headline guide' },
    h('p', { class: 'what' }, 'No pool is watched yet.'),
    h('p', {}, 'A pool appears here when an application uses it for the first time. If your application has used its pool:'),
    h('ol', {},
      h('li', {}, 'A data source of this server appears, with the numbers of its pool, as soon as a connection was taken. No change is needed.'),
      h('li', {}, 'To see leases with a borrower and a line of code, give the data source another JNDI name and bind a watched data source to the old name:',
        h('pre', { class: 'mono' }, '<dataSource jndiName="jdbc/orders-pool"> … </dataSource>\n'
          + '<jndiReferenceEntry jndiName="jdbc/orders" factoryRef="leasewatchFactory">\n'
          + '  <properties target="jdbc/orders-pool"/>\n</jndiReferenceEntry>')),
      h('li', {}, 'Or add ', code('-javaagent:…/leasewatch-agent.jar'), ' to ', code('jvm.options'),
        '. The agent watches every data source of the server, including data sources and pools that applications define themselves.'),
      h('li', {}, code('messages.log'), ' has lines that begin with ', code('LSW'), ': they report what is watched and what is not.')));
}
