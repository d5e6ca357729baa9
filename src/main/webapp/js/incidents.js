import { get, getAs } from './api.js';
import { copy, h, setClass, setText } from './dom.js';
import { ago, moment, plural, span } from './format.js';
import { itemList } from './items.js';
import { inSelectedPool } from './selection.js';

/** What happened to each pool, the newest first. The incident of the address is opened, also if only the history has it. */
export function incidents(app) {
  const { store, address } = app;
  const why = h('p', { class: 'why' });
  const list = itemList(({ id }) => item(app, id, id === address.get('incident')));
  const old = new Map();
  return {
    element: h('div', {}, why, list.element),
    draw() {
      const all = [...store.all('incidents'), ...old.values()].filter(inSelectedPool(app)).sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
      list.draw(all, store.now());
      const wanted = address.get('incident');
      if (wanted && store.at && !all.some(({ id }) => id === wanted)) {
        load(app, wanted, old);
      }
      why.hidden = Boolean(all.length);
      setText(why, `No incident${address.pool ? ` of ${address.pool}` : ''} since the monitor started.`);
    },
  };
}

async function load(app, id, old) {
  old.set(id, { id, pool: '', openedAt: 0, missing: 'It is being loaded.' });
  try {
    old.set(id, await get(`incidents/${encodeURIComponent(id)}`));
  } catch (error) {
    old.set(id, { id, pool: '', openedAt: 0, missing: error.message });
  }
  app.store.refresh('incidents');
}

function item({ address }, id, open) {
  const what = h('strong');
  const when = h('span');
  const state = h('span', { class: 'tag' });
  const sentence = h('p');
  const story = h('div', { hidden: !open });
  const toggle = h('button', { type: 'button', 'aria-expanded': String(open), onclick: () => {
    story.hidden = !story.hidden;
    toggle.setAttribute('aria-expanded', String(!story.hidden));
    address.set({ incident: story.hidden ? null : id }, { quietly: true });
  } }, 'What happened');
  const copies = h('button', { type: 'button', onclick: async () => copy(await getAs(`incidents/${encodeURIComponent(id)}`, 'text/markdown'), copies) }, 'Copy as text');
  const element = h('div', { class: 'item' }, h('p', {}, state, ' ', what, ' ', when), sentence, h('div', {}, toggle, ' ', copies), story);
  let shown = '';
  return {
    element,
    update(incident, now) {
      const known = !incident.missing;
      toggle.hidden = !known;
      copies.hidden = !known;
      setText(what, known ? incident.pool : `Incident ${id}`);
      setText(sentence, incident.missing ?? incident.sentence);
      setText(state, known ? `${incident.state}, ${incident.open ? 'open' : 'ended'}` : 'unknown');
      setClass(state, tagClass(incident));
      setText(when, known ? time(incident, now) : '');
      const facts = known ? JSON.stringify([incident.lines, incident.hurt, incident.timeline, incident.next]) : '';
      if (facts !== shown) {
        shown = facts;
        story.replaceChildren(...sections(incident, now));
      }
    },
  };
}

function tagClass({ open, state }) {
  if (!open) {
    return 'tag';
  }
  return state === 'critical' ? 'tag bad' : 'tag warn';
}

function time({ openedAt, endedAt, open }, now) {
  const began = Date.parse(openedAt);
  return open
    ? `for ${span((now - began) / 1000)}, since ${moment(openedAt, now)}`
    : `lasted ${span((Date.parse(endedAt) - began) / 1000)}, from ${moment(openedAt, now)}, ended ${ago(Date.parse(endedAt), now)}`;
}

function sections({ lines, hurt, timeline, next, peakInUse, maxCount, timeouts }, now) {
  return [
    section('What leaked', lines.map(({ site, leaks }) => `${plural(leaks, 'connection')} taken at ${site}`)),
    section('Who was hurt', hurt.map((one) => `${one.operation} of ${one.service}: ${one.waited} waited, ${one.timedOut} got no connection, ${span(one.waitedSeconds)} in all`)),
    section('How full the pool was', [`At most ${peakInUse}${maxCount === null ? '' : ` of ${maxCount}`} connections in use; ${plural(timeouts, 'acquisition')} timed out.`]),
    section('What happened', timeline.map(({ at, what }) => `${moment(at, now)}  ${what}`)),
    section('What to do', next),
  ].filter(Boolean);
}

function section(title, rows) {
  return rows.length ? h('div', {}, h('h3', {}, title), h('ul', {}, rows.map((row) => h('li', {}, row)))) : null;
}
