import { get, post, put, remove } from './api.js';
import { byId, h } from './dom.js';
import { moment, plural, short, words } from './format.js';

/** Asks once, naming what will be done to what; says afterwards what was done, and by whose name it is kept. */
function confirm(title, lines, verb, act) {
  const dialog = byId('dialog');
  const said = h('div', { role: 'status' });
  const cancel = h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel');
  const go = h('button', {
    type: 'button', class: 'danger',
    onclick: async () => {
      go.disabled = true;
      try {
        said.replaceChildren(...(await act()).map((line) => h('p', {}, line)));
        go.remove();
        cancel.textContent = 'Close';
        cancel.focus();
      } catch (error) {
        said.replaceChildren(h('p', { class: 'tag bad' }, error.message));
        go.disabled = false;
      }
    },
  }, verb);
  dialog.replaceChildren(h('h2', { id: 'dialog-title' }, title), ...lines.map((line) => (typeof line === 'string' ? h('p', {}, line) : line)), said,
    h('div', { class: 'buttons' }, cancel, go));
  dialog.showModal();
  cancel.focus();
}

const audit = (act) => `Kept under the name ${act.by}: ${words(act.result)}${act.detail ? `, ${act.detail}` : ''}.`;

/** Takes one connection back; what that would do is asked of the server first. */
export async function reclaim(lease) {
  const path = `database/connections/${lease.id}/reclaim`;
  let would;
  try {
    would = await post(path, { dryRun: true });
  } catch (error) {
    would = { result: 'refused', detail: error.message };
  }
  confirm(`Reclaim lease ${lease.id}?`,
    [
      `The connection of ${lease.pool} that was taken at ${lease.site.label} by ${lease.endpoint}, ${short(lease.age)} ago, will be closed. Whoever still uses it gets an SQLException that names the leak.`,
      `A dry run says: ${words(would.result)}${would.detail ? `, ${would.detail}` : ''}.`,
    ],
    'Reclaim',
    async () => [audit(await post(path, { dryRun: false }))]);
}

/** Closes what was idle for five minutes, by the rules. */
export async function cleanup() {
  let would;
  try {
    would = await post('health/connections', { operation: 'cleanup', dryRun: true });
  } catch (error) {
    would = { error: error.message };
  }
  confirm('Close connections that are idle for 5 minutes?',
    [would.error ?? `A dry run says: ${plural(would.wouldReclaim, 'connection')} would be closed. Those that execute, or belong to a live transaction, are left alone.`],
    'Clean up',
    async () => {
      const done = await post('health/connections', { operation: 'cleanup' });
      const closed = done.leases.filter((act) => act.result === 'reclaimed');
      return [`${plural(done.reclaimed, 'connection')} closed.`, ...closed.map(audit)];
    });
}

/** Has nothing sent about an alert for a while. */
export function silence(app, alert) {
  const field = h('select', { id: 'silence-time' }, [['PT15M', '15 minutes'], ['PT1H', '1 hour'], ['PT4H', '4 hours'], ['PT24H', '24 hours']]
    .map(([value, name]) => h('option', { value, selected: value === 'PT1H' }, name)));
  confirm(`Silence alert ${alert.id}?`,
    [
      `${alert.severity}, ${alert.rule}: ${alert.message}`,
      h('p', {}, h('label', { for: 'silence-time' }, 'For '), field),
      'Until then nothing is sent about it down any channel, however often it comes and goes, unless it becomes worse. Then one message says how things stand. It stays on this page.',
    ],
    'Silence',
    async () => {
      const now = await post(`database/alerts/${alert.id}/silence`, { duration: field.value });
      return [audit({ by: now.silencedBy, result: `silenced until ${moment(now.silencedUntil, app.store.now())}` })];
    });
}

/** Has it sent again, beginning with how it stands now. */
export function endSilence(app, alert) {
  confirm(`End the silence of alert ${alert.id}?`,
    [`${alert.severity}, ${alert.rule}: ${alert.message}`, `One message says at once how things stand. ${alert.silencedBy} silenced it until ${moment(alert.silencedUntil, app.store.now())}.`],
    'End silence',
    async () => {
      await remove(`database/alerts/${alert.id}/silence`);
      return [audit({ by: app.me.name, result: 'silence ended' })];
    });
}

/** Changes one setting until the monitor starts again. */
export async function setting(app, key, meaning) {
  const value = (settings) => settings.find((one) => one.key === key)?.value ?? '';
  const was = await get('settings').then(value, () => '');
  const field = h('input', { id: 'setting-value', value: was, 'aria-label': key });
  confirm(`Change ${key}?`,
    [meaning, h('p', {}, field), `It is ${was || 'not known'} now. Another value holds at once, for leases that are out as well, until the monitor starts again.`],
    'Change',
    async () => [`${key} is ${value(await put('settings', { [key]: field.value }))} now, changed by ${app.me.name}.`]);
}
