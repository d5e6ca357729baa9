import { byId, h, setClass, setText } from './dom.js';
import { TABS } from './address.js';
import { leases } from './leases.js';
import { leaks } from './leaks.js';
import { sites } from './sites.js';
import { holders } from './holders.js';
import { advice, isWell } from './advice.js';
import { alerts } from './alerts.js';

const MADE = { leases, leaks, sites, holders, advice, alerts };
const NAMES = { leases: 'Open leases', leaks: 'Leaks by site', sites: 'Sites', holders: 'Holders', advice: 'Advice', alerts: 'Alerts' };

/** The tabs below the charts; only the one that is shown is drawn. */
export function tabs(app) {
  const list = byId('tabs');
  const panel = byId('tab-panel');
  const made = new Map();
  const buttons = new Map(TABS.map((name, i) => {
    const count = h('span', { class: 'n' });
    const button = h('button', {
      type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'tab-panel', 'aria-keyshortcuts': String(i + 1),
      onclick: () => app.address.set({ tab: name, lease: null }),
      onkeydown: (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) {
          const next = TABS[(i + step + TABS.length) % TABS.length];
          app.address.set({ tab: next, lease: null });
          byId(`tab-${next}`).focus();
        }
      },
    }, NAMES[name], count);
    list.append(button);
    return [name, { button, count }];
  }));
  let shown = '';
  const draw = () => {
    const name = app.address.tab;
    if (!made.has(name)) {
      made.set(name, MADE[name](app));
    }
    const tab = made.get(name);
    if (shown !== name) {
      shown = name;
      panel.replaceChildren(tab.element);
      panel.setAttribute('aria-labelledby', `tab-${name}`);
      buttons.forEach(({ button }, each) => {
        button.setAttribute('aria-selected', String(each === name));
        button.tabIndex = each === name ? 0 : -1;
      });
    }
    tab.draw();
  };
  const counted = () => {
    const here = chosen(app);
    const counts = {
      leases: app.store.all('leases').filter(here).length,
      leaks: app.store.all('leaks').filter((leak) => leak.ending === null && here(leak)).length,
      sites: app.store.all('sites').filter(here).length,
      holders: app.store.all('holders').filter(here).length,
      advice: app.store.all('advice').filter((one) => here(one) && !isWell(one)).length,
      alerts: app.store.all('alerts').filter((alert) => alert.status === 'firing' && here(alert)).length,
    };
    for (const [name, { count }] of buttons) {
      setText(count, counts[name] ? String(counts[name]) : '');
      setClass(count, ['leaks', 'alerts'].includes(name) ? 'n bad' : 'n');
    }
  };
  app.store.on(['leases', 'leaks', 'sites', 'holders', 'advice', 'alerts', 'tick'], () => {
    counted();
    draw();
  });
  app.address.on(() => {
    counted();
    draw();
  });
}

/** Whether something is of the pool that the page is about. */
export const chosen = ({ address }) => (entry) => !address.pool || entry.pool === address.pool;
