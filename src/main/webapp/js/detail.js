import { get } from './api.js';
import { copy, h } from './dom.js';
import { moment, short, span, words } from './format.js';
import { stack } from './stack.js';
import { reclaim } from './actions.js';

/** The details of one lease: where it was taken, where its thread is now, and its backend in the database. */
export async function detail(app, id, place) {
  const panel = h('div', { class: 'detail' }, h('p', { class: 'soft' }, 'Loading…'));
  place.replaceChildren(panel);
  let answer;
  try {
    answer = await get(`database/connections/${id}`);
  } catch (error) {
    panel.replaceChildren(h('p', {}, error.status === 404 ? `Lease ${id} has ended, and its details are not kept any more.` : error.message));
    return;
  }
  const { lease, threadState, currentStack, currentStackOrigins } = answer;
  panel.replaceChildren(
    h('section', {}, h('h3', {}, 'Taken at'), frames(lease.stack, lease.stackOrigins, app, `Only the line was captured: ${lease.site.label}. Capture mode full keeps whole stacks.`)),
    lease.released
      ? h('section', {}, h('h3', {}, 'How it ended'), h('p', {}, `${words(lease.outcome)}, after ${short(lease.age)}.`))
      : h('section', {}, h('h3', {}, `Its thread now: ${threadState}`), frames(currentStack, currentStackOrigins, app, threadState === 'ended' ? `The thread ${lease.thread} has ended.` : '')),
    h('section', {}, h('h3', {}, 'Facts'), facts(lease, app.store.now())),
    h('div', { class: 'full' }, buttons(app, lease)));
}

function frames(list, origins, app, why) {
  if (list) {
    return stack(list, origins);
  }
  return h('p', { class: 'soft' }, app.me.admin ? why : 'Stacks need the role leasewatch-admin.');
}

function facts(lease, now) {
  const server = lease.server;
  const rows = [
    ['Lease', `${lease.id}, of ${lease.pool || 'no pool'}`],
    ['Taken', `${moment(lease.acquiredAt, now)}, ${lease.released ? 'held' : 'open'} for ${short(lease.age)}`],
    ['By', `${lease.endpoint} of ${lease.service}${lease.userId ? `, user ${lease.userId}` : ''}`],
    ['Thread', lease.thread],
    ['Request', lease.requestId || 'none'],
    lease.traceId && ['Trace', lease.traceId],
    lease.activity && ['Activity', `${words(lease.activity)} for ${span(lease.activityAge)}`],
    lease.lastSql && ['Last statement', lease.lastSql],
    server && ['Backend', Object.entries(server).filter(([, value]) => value !== null && typeof value !== 'object').map(([name, value]) => `${name} ${value}`).join(', ')],
    !server && ['Backend', 'unknown, or not PostgreSQL'],
  ].filter(Boolean);
  return h('dl', { class: 'facts' }, rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

function buttons(app, lease) {
  const copies = h('button', { type: 'button', onclick: () => copy(text(lease), copies) }, 'Copy');
  const link = h('button', { type: 'button', onclick: () => copy(location.href, link) }, 'Copy link');
  const acts = app.me.admin && !lease.released && !lease.declared
    ? h('button', { type: 'button', class: 'danger', onclick: () => reclaim(lease) }, 'Reclaim…')
    : null;
  return [copies, link, acts];
}

const text = (lease) => [`lease ${lease.id} of ${lease.pool}, ${short(lease.age)}`, `${lease.endpoint} of ${lease.service}`, `at ${lease.site.label}`, ...(lease.stack ?? [])].join('\n');
