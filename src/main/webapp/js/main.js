import { get } from './api.js';
import { Address, TABS, WINDOWS } from './address.js';
import { byId, copy, h, setText } from './dom.js';
import { moment, span } from './format.js';
import { Feed } from './feed.js';
import { History } from './history.js';
import { Notice } from './notice.js';
import { report } from './report.js';
import { Series } from './series.js';
import { Store } from './store.js';
import { cards } from './cards.js';
import { charts } from './charts.js';
import { cost, downstream } from './downstream.js';
import { tabs } from './tabs.js';
import { timeline } from './timeline.js';
import { verdict } from './verdict.js';

/** The moment that the timeline and the charts point at. */
class Cursor {
  #at = null;
  #listeners = [];

  get at() {
    return this.#at;
  }

  set at(at) {
    if (at !== this.#at) {
      this.#at = at;
      this.#listeners.forEach((listener) => listener());
    }
  }

  set(at) {
    this.at = at;
  }

  on(listener) {
    this.#listeners.push(listener);
  }
}

const themes = [];
const app = {
  store: new Store(), address: new Address(), cursor: new Cursor(), notice: new Notice(), me: { name: '', admin: false }, state: { stale: false }, onTheme: (listener) => themes.push(listener),
};

function windows() {
  const place = byId('windows');
  const buttons = Object.keys(WINDOWS).map((name) => h('button', { type: 'button', onclick: () => app.address.set({ window: name === '5m' ? null : name }) }, name.replace(/(\d+)/, '$1 ')));
  place.append(...buttons);
  const draw = () => buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(Object.keys(WINDOWS)[i] === app.address.window)));
  app.address.on(draw);
  draw();
}

function pause() {
  const button = byId('pause');
  const toggle = () => {
    app.store.hold(!app.store.held);
    button.setAttribute('aria-pressed', String(app.store.held));
    setText(button, app.store.held ? 'Resume' : 'Pause');
  };
  button.addEventListener('click', toggle);
  return toggle;
}

function theme() {
  const button = byId('theme');
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  const draw = () => {
    setText(button, isDark() ? 'Light' : 'Dark');
    themes.forEach((listener) => listener());
  };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    localStorage.setItem('leasewatch-theme', root.dataset.theme);
    draw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  setText(button, isDark() ? 'Light' : 'Dark');
}

function keys(togglePause) {
  const shortcuts = [['1 … 8', 'the tabs'], ['/', 'filter the table'], ['p', 'pause and resume'], ['Esc', 'back to now, all pools'], ['?', 'this list']];
  const list = () => {
    const dialog = byId('dialog');
    dialog.replaceChildren(h('h2', { id: 'dialog-title' }, 'Keys'),
      h('dl', { class: 'facts' }, shortcuts.flatMap(([key, what]) => [h('dt', {}, key), h('dd', {}, what)])),
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => dialog.close() }, 'Close')));
    dialog.showModal();
  };
  byId('keys').addEventListener('click', list);
  addEventListener('keydown', (event) => {
    if (event.target.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey || byId('dialog').open) {
      return;
    }
    const tab = TABS[Number(event.key) - 1];
    if (tab) {
      app.address.show(tab);
    } else if (event.key === '/') {
      event.preventDefault();
      document.querySelector('#tab-panel input[type=search]')?.focus();
    } else if (event.key === 'p') {
      togglePause();
    } else if (event.key === 'Escape') {
      app.address.toNow({ pool: null, lease: null, group: null });
    } else if (event.key === '?') {
      list();
    }
  });
}

/** Messages about an address that cannot be shown as it is. */
function notices() {
  const { address, notice, store } = app;
  const draw = () => {
    notice.show('address', address.wrong);
    const gone = address.pool && store.at && !store.section('pools').has(address.pool);
    notice.show('pool', gone ? `Pool ${address.pool} does not exist now: the application that used it has stopped, or it was never used.` : '',
      'All pools', () => address.set({ pool: null }));
    notice.show('at', address.at === null ? '' : `The timeline and the charts show ${span(address.length)} around ${moment(address.at, store.now())}, and the verdict that moment. Everything else shows now.`,
      'Back to now', () => address.toNow());
  };
  address.on(draw);
  store.on(['pools'], draw);
  draw();
}

const ZONE = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts().find((part) => part.type === 'timeZoneName').value;

function clock() {
  const draw = () => setText(byId('clock'), app.store.at
    ? `${location.hostname} · ${moment(app.store.now())} ${ZONE}${app.store.held ? ' · paused' : ''}${app.address.at === null ? '' : ` · showing ${moment(app.address.at, app.store.now())}`}`
    : location.hostname);
  draw();
  setInterval(draw, 500);
  app.address.on(draw);
}

function refused(error) {
  const what = { 401: 'You are not logged in.', 403: 'You do not have access.' }[error.status] ?? 'The monitor does not answer.';
  byId('main').replaceChildren(h('section', { class: 'headline error' },
    h('p', { class: 'what' }, what),
    h('p', { class: 'more' }, error.status === 403
      ? 'The dashboard needs the role leasewatch-viewer or leasewatch-admin. Ask the administrator of this server for one of them.'
      : `${error.message} Reload the page to try again.`)));
}

/** Shows whether the page has not heard from the server. It says since when, and nothing on it is green meanwhile. */
function unheard(stale, why) {
  const { store, notice, state } = app;
  const since = store.at ? `No data since ${moment(store.at, store.now())}: what follows is the state of that time.` : '';
  notice.show('feed', stale ? [since, why].filter(Boolean).join(' ') : why, 'Reload', () => location.reload());
  if (state.stale !== stale) {
    state.stale = stale;
    document.body.classList.toggle('stale', stale);
    document.title = stale ? 'unknown: no data – Leasewatch' : document.title;
    store.refresh('tick');
  }
}

/** While watching is switched off, a message says since when, as far as this page knows, and nothing is green. */
function switchedOff() {
  const { store, notice } = app;
  let since = 0;
  let seen = false;
  store.on(['server'], () => {
    const server = store.section('server').get('server');
    const off = server?.enabled === false;
    since = off ? since || store.at : 0;
    const time = seen ? ` since ${moment(since, store.now())}` : '';
    notice.show('off', off ? `Watching is switched off${time} (leasewatch.enabled is false): connections that are taken now are not seen, and no leak is found.` : '');
    document.body.classList.toggle('off', off);
    seen ||= Boolean(server) && !off;
  });
}

async function start() {
  windows();
  theme();
  keys(pause());
  byId('copy').addEventListener('click', () => copy(report(app), byId('copy')));
  clock();
  try {
    app.me = await get('me');
  } catch (error) {
    refused(error);
    return;
  }
  notices();
  switchedOff();
  app.series = new Series(app.store);
  app.history = new History(app);
  verdict(app);
  cards(app);
  downstream(app);
  timeline(app);
  charts(app);
  tabs(app);
  cost(app);
  const feed = new Feed(app.store, (state, text, why) => {
    byId('live').className = `live ${state}`;
    setText(byId('live-text'), text);
    // Without the seconds, which a screen reader would read every second.
    setText(byId('live-status'), text.split(':')[0]);
    unheard(state === 'stale', why);
  }, () => app.address.set({ lease: null, alert: null }, { quietly: true }));
  app.series.load().catch(() => {}).finally(() => app.store.refresh('pools'));
  app.history.refresh();
  feed.open();
}

start();
