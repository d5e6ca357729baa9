import { byId, h, setClass } from './dom.js';
import { TABS } from './address.js';
import { inSelectedPool } from './selection.js';
import { leases } from './leases.js';
import { leaks } from './leaks.js';
import { sites } from './sites.js';
import { holders } from './holders.js';
import { advice, isOk } from './advice.js';
import { alerts } from './alerts.js';
import { incidents } from './incidents.js';
import { nested } from './nested.js';

/**
 * The panel of each tab: its title, its factory, a filter for the entries that its number counts, one for those that are counted as suspected, and
 * whether the number is shown in red.
 */
const PANELS = {
  leases: { title: 'Open leases', create: leases, counts: () => true },
  leaks: { title: 'Leaks by site', create: leaks, counts: (leak) => leak.ending === null && leak.certain, suspected: (leak) => leak.ending === null && !leak.certain, bad: true },
  sites: { title: 'Sites', create: sites, counts: () => true },
  holders: { title: 'Holders', create: holders, counts: () => true },
  advice: { title: 'Advice', create: advice, counts: (one) => !isOk(one) },
  alerts: { title: 'Alerts', create: alerts, counts: (alert) => alert.status === 'firing', bad: true },
  incidents: { title: 'Incidents', create: incidents, counts: (incident) => incident.open, bad: true },
  nested: { title: 'Nested', create: nested, counts: () => true },
};

/** The tabs below the charts; only the selected one is drawn. */
export function tabs(app) {
  const panel = byId('tab-panel');
  const buttons = new Map(TABS.map((name, i) => [name, tabButton(app, name, i)]));
  byId('tabs').append(...[...buttons.values()].map(({ button }) => button));
  const created = new Map();
  let shown = '';
  const draw = () => {
    const name = app.address.tab;
    if (!created.has(name)) {
      created.set(name, PANELS[name].create(app));
    }
    const tab = created.get(name);
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
  const refresh = () => {
    buttons.forEach(({ count }, name) => drawCount(app, name, count));
    draw();
  };
  app.store.on([...TABS, 'tick'], refresh);
  app.address.on(refresh);
}

function tabButton(app, name, i) {
  const count = h('span', { class: 'n' });
  const button = h('button', {
    type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'tab-panel', 'aria-keyshortcuts': String(i + 1),
    onclick: () => app.address.show(name),
    onkeydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = TABS[(i + step + TABS.length) % TABS.length];
        app.address.show(next);
        byId(`tab-${next}`).focus();
      }
    },
  }, PANELS[name].title, count);
  return { button, count };
}

/** A tab is named like the section of the store that it shows. */
function drawCount(app, name, element) {
  const { counts, bad, suspected = () => false } = PANELS[name];
  const entries = app.store.all(name).filter(inSelectedPool(app));
  const numbers = [entries.filter(counts).length, entries.filter(suspected).length];
  const texts = [numbers[0] ? String(numbers[0]) : '', numbers[1] ? `${numbers[1]} suspected` : ''];
  if (element.textContent !== texts.join(texts[0] && texts[1] ? ' + ' : '')) {
    element.replaceChildren(texts[0], texts[0] && texts[1] ? ' + ' : '', h('span', { class: 'suspected' }, texts[1]));
  }
  setClass(element, bad ? 'n bad' : 'n');
}
