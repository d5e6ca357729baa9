import { get } from './api.js';
import { h, setText } from './dom.js';
import { ago, moment, short, words } from './format.js';
import { stack } from './stack.js';
import { inSelectedPool } from './selection.js';

/** Who held a pool when others waited for it: the snapshots, the newest first. One that is open stays open when others come. */
export function holders(app) {
  const { store, address } = app;
  const why = h('p', { class: 'why' });
  const list = h('div');
  const items = new Map();
  return {
    element: h('div', {}, why, list),
    draw() {
      const all = store.all('holders').filter(inSelectedPool(app)).sort((a, b) => b.id - a.id);
      const ids = new Set(all.map((snapshot) => snapshot.id));
      for (const [id, one] of items) {
        if (!ids.has(id)) {
          one.element.remove();
          items.delete(id);
        }
      }
      all.forEach((snapshot, i) => {
        if (!items.has(snapshot.id)) {
          items.set(snapshot.id, item(app, snapshot));
        }
        const { element, when } = items.get(snapshot.id);
        if (list.children[i] !== element) {
          list.insertBefore(element, list.children[i] ?? null);
        }
        setText(when, `${ago(Date.parse(snapshot.takenAt), store.now())}, at ${moment(snapshot.takenAt, store.now())}`);
      });
      why.hidden = Boolean(all.length);
      setText(why, `Nobody has waited for a connection${address.pool ? ` of ${address.pool}` : ''} long enough for a snapshot, and none timed out.`);
    },
  };
}

function item(app, snapshot) {
  const place = h('div');
  const when = h('span');
  const button = h('button', { type: 'button', 'aria-expanded': 'false', onclick: () => toggle(app, snapshot, place, button) }, `Who they were (${snapshot.count})`);
  return {
    when,
    element: h('div', { class: 'item' },
      h('p', {}, h('strong', {}, snapshot.pool), ` ${snapshot.reason === 'timeout' ? 'let an acquisition time out' : 'had threads waiting'}, `, when),
      h('p', {}, snapshot.summary), h('div', {}, button), place),
  };
}

async function toggle(app, snapshot, place, button) {
  if (place.childNodes.length) {
    place.replaceChildren();
    button.setAttribute('aria-expanded', 'false');
    return;
  }
  button.setAttribute('aria-expanded', 'true');
  let snapshots;
  try {
    ({ snapshots } = await get(`database/holders?pool=${encodeURIComponent(snapshot.pool)}`));
  } catch (error) {
    place.replaceChildren(h('p', { class: 'soft' }, error.message));
    return;
  }
  const whole = snapshots.find((one) => one.id === snapshot.id);
  place.replaceChildren(whole
    ? h('div', {}, whole.holders.map((holder) => h('div', { class: 'detail' },
      h('section', {}, h('p', {}, h('strong', { class: 'mono' }, holder.site.label), ` for ${short(holder.age)}${holder.leaked ? ', leaked' : ''}`),
        h('p', {}, `${holder.endpoint} of ${holder.service}${holder.activity ? `, ${words(holder.activity)}` : ''}`),
        h('p', { class: 'soft' }, `thread ${holder.thread}, ${words(holder.threadState)}`),
        holder.lastSql ? h('p', { class: 'mono' }, holder.lastSql) : null),
      h('section', {}, h('h3', {}, 'Where its thread was'), holder.stack?.length
        ? stack(holder.stack)
        : h('p', { class: 'soft' }, app.me.admin ? 'The thread had ended.' : 'Stacks are for the role leasewatch-admin.')))))
    : h('p', { class: 'soft' }, 'This snapshot is not kept any more.'));
}
