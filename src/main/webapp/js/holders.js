import { get } from './api.js';
import { h, setText } from './dom.js';
import { ago, moment, short, words } from './format.js';
import { itemList } from './items.js';
import { stack } from './stack.js';
import { inSelectedPool } from './selection.js';

/** Snapshots of the holders of a pool, taken while threads waited, the newest first. An open snapshot stays open when new ones arrive. */
export function holders(app) {
  const { store, address } = app;
  const why = h('p', { class: 'why' });
  const list = itemList((snapshot) => item(app, snapshot));
  return {
    element: h('div', {}, why, list.element),
    draw() {
      const all = store.all('holders').filter(inSelectedPool(app)).sort((a, b) => b.id - a.id);
      list.draw(all, store.now());
      why.hidden = Boolean(all.length);
      setText(why, `No snapshot: no thread has waited long for a connection${address.pool ? ` of ${address.pool}` : ''}, and no acquisition timed out.`);
    },
  };
}

function item(app, snapshot) {
  const place = h('div');
  const when = h('span');
  const button = h('button', { type: 'button', 'aria-expanded': 'false', onclick: () => toggle(app, snapshot, place, button) }, `Show holders (${snapshot.count})`);
  return {
    update: ({ takenAt }, now) => setText(when, `${ago(Date.parse(takenAt), now)}, at ${moment(takenAt, now)}`),
    element: h('div', { class: 'item' },
      h('p', {}, h('strong', {}, snapshot.pool), ` ${snapshot.reason === 'timeout' ? 'had an acquisition time out' : 'had waiting threads'}, `, when),
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
    ({ snapshots } = await get(`database/holders?stacks=true&pool=${encodeURIComponent(snapshot.pool)}`));
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
      h('section', {}, h('h3', {}, 'Stack of its thread'), holder.stack?.length
        ? stack(holder.stack, holder.stackOrigins)
        : h('p', { class: 'soft' }, app.me.admin ? 'The thread had ended.' : 'Stacks need the role leasewatch-admin.')))))
    : h('p', { class: 'soft' }, 'This snapshot was replaced by newer ones.'));
}
