import { get, post, put, remove } from './api.js';
import { byId, h } from './dom.js';
import { moment, plural, short, words } from './format.js';

/** Shows a confirmation dialog that describes the action, and afterwards its result with the name it was recorded under. */
function confirm(title, lines, verb, act) {
  const dialog = byId('dialog');
  const result = h('div', { role: 'status' });
  const cancel = h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel');
  const go = h('button', {
    type: 'button', class: 'danger',
    onclick: async () => {
      go.disabled = true;
      try {
        result.replaceChildren(...(await act()).map((line) => h('p', {}, line)));
        go.remove();
        cancel.textContent = 'Close';
        cancel.focus();
      } catch (error) {
        result.replaceChildren(h('p', { class: 'tag bad' }, error.message));
        go.disabled = false;
      }
    },
  }, verb);
  dialog.replaceChildren(h('h2', { id: 'dialog-title' }, title), ...lines.map((line) => (typeof line === 'string' ? h('p', {}, line) : line)), result,
    h('div', { class: 'buttons' }, cancel, go));
  dialog.showModal();
  cancel.focus();
}

const outcome = ({ result, detail }) => `${words(result)}${detail ? `, ${detail}` : ''}`;

const audit = (act) => `Recorded for ${act.by}: ${outcome(act)}.`;

/** Reclaims one lease, after a dry run on the server. */
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
      `The connection of ${lease.pool} that was taken at ${lease.site.label} by ${lease.endpoint}, ${short(lease.age)} ago, will be closed. Code that still uses it gets an SQLException that names the leak.`,
      `Dry run: ${outcome(would)}.`,
    ],
    'Reclaim',
    async () => [audit(await post(path, { dryRun: false }))]);
}

/** How often each result came, such as "10 would reclaim". */
function tally(acts) {
  const counts = new Map();
  for (const what of acts.map(outcome)) {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} ${what}`).join('; ');
}

/** Reclaims all open leaks of a line of code, after a dry run on the server. */
export async function reclaimLine(site) {
  const path = 'database/reclaims';
  let would = [];
  let refused = '';
  try {
    would = await post(path, { site, dryRun: true });
  } catch (error) {
    refused = error.message;
  }
  const pools = [...new Set(would.map(({ pool }) => pool))].join(', ');
  confirm(`Reclaim all leaks of ${site}?`,
    [
      refused || `${plural(would.length, 'leaked connection')} of ${pools} that ${would.length === 1 ? 'was' : 'were'} taken at ${site} will be closed. Code that still uses one gets an SQLException that names the leak.`,
      would.length ? `Dry run: ${tally(would)}.` : 'Dry run: nothing would be closed.',
    ],
    would.length ? `Reclaim ${would.length}` : 'Reclaim',
    async () => {
      const acts = await post(path, { site, dryRun: false });
      return [audit({ by: acts[0].by, result: tally(acts) })];
    });
}

/** Closes connections that were idle for five minutes, by the rules of reclaiming. */
export async function cleanup() {
  let would;
  try {
    would = await post('health/connections', { operation: 'cleanup', dryRun: true });
  } catch (error) {
    would = { error: error.message };
  }
  confirm('Close connections that are idle for 5 minutes?',
    [would.error ?? `Dry run: ${plural(would.wouldReclaim, 'connection')} would be closed. Connections that execute a statement or are in an open transaction are not closed.`],
    'Clean up',
    async () => {
      const done = await post('health/connections', { operation: 'cleanup' });
      const closed = done.leases.filter((act) => act.result === 'reclaimed');
      return [`${plural(done.reclaimed, 'connection')} closed.`, ...closed.map(audit)];
    });
}

/** Declares that the method of these leaks holds connections intentionally. */
export function declareMeant(app, group) {
  const field = h('input', { id: 'meant-reason', size: 40, 'aria-label': 'Reason' });
  confirm(`Mark ${group.method} as meant?`,
    [
      `The connections of ${group.pool || 'tracked work'} that are taken in ${group.method} are then held intentionally: they are listed apart, and count neither as leaks nor for readiness. ${plural(group.open, 'open leak')} will be withdrawn.`,
      h('p', {}, h('label', { for: 'meant-reason' }, 'Reason '), field),
      'This lasts until the monitor restarts. To keep it for good, add the method to leasewatch.meant.',
    ],
    'Mark as meant',
    async () => {
      const now = await post('database/meant', { line: group.method, reason: field.value });
      return [audit({ by: now.by, result: `${now.line} is meant`, detail: now.reason })];
    });
}

/** Ends the declaration of a method; its leases are judged again. */
export function endMeant(app, held) {
  confirm(`Judge ${held.line} again?`,
    [`${held.by} declared that its connections are held intentionally${held.reason ? `: ${held.reason}` : ''}. From now on they are reported as leaks again if they are.`],
    'Judge again',
    async () => {
      await remove(`database/meant/${encodeURIComponent(held.line)}`);
      return [audit({ by: app.me.name, result: `${held.line} is judged again` })];
    });
}

/** Silences an alert for a while. */
export function silence(app, alert) {
  const field = h('select', { id: 'silence-time' }, [['PT15M', '15 minutes'], ['PT1H', '1 hour'], ['PT4H', '4 hours'], ['PT24H', '24 hours']]
    .map(([value, name]) => h('option', { value, selected: value === 'PT1H' }, name)));
  confirm(`Silence alert ${alert.id}?`,
    [
      `${alert.severity}, ${alert.rule}: ${alert.message}`,
      h('p', {}, h('label', { for: 'silence-time' }, 'For '), field),
      'Until then no channel gets messages about it, unless it becomes worse. When the silence ends, one message reports its state. The alert stays on this page.',
    ],
    'Silence',
    async () => {
      const now = await post(`database/alerts/${alert.id}/silence`, { duration: field.value });
      return [audit({ by: now.silencedBy, result: `silenced until ${moment(now.silencedUntil, app.store.now())}` })];
    });
}

/** Ends the silence of an alert; one message then reports its state. */
export function endSilence(app, alert) {
  confirm(`End the silence of alert ${alert.id}?`,
    [`${alert.severity}, ${alert.rule}: ${alert.message}`, `One message reports its state at once. ${alert.silencedBy} silenced it until ${moment(alert.silencedUntil, app.store.now())}.`],
    'End silence',
    async () => {
      await remove(`database/alerts/${alert.id}/silence`);
      return [audit({ by: app.me.name, result: 'silence ended' })];
    });
}

/** Changes one setting until the monitor restarts. */
export async function setting(app, key, meaning) {
  const value = (settings) => settings.find((one) => one.key === key)?.value ?? '';
  const was = await get('settings').then(value, () => '');
  const field = h('input', { id: 'setting-value', value: was, 'aria-label': key });
  confirm(`Change ${key}?`,
    [meaning, h('p', {}, field), `The value is ${was || 'unknown'} now. A change takes effect at once, for open leases too, and lasts until the monitor restarts.`],
    'Change',
    async () => [`${key} is ${value(await put('settings', { [key]: field.value }))} now, changed by ${app.me.name}.`]);
}
