import { get } from './api.js';

/** How much earlier than a moment the incidents are asked for that may have been open then. */
const EARLIER_MILLIS = 31 * 86_400_000;
const MOST = 1000;
const STEP = /^(?:Opened|Changed|Became (\w+)): /;

/** The problems of a past moment, in the words of that moment: the incidents that were open. The history is asked once for each moment. */
export class Past {
  #app;
  #onload;
  #at = null;
  #incidents = [];
  #error = '';
  #loading = false;

  constructor(app, onload) {
    this.#app = app;
    this.#onload = onload;
  }

  /** The headlines of that moment, the same shape as those of now. */
  headlines(at) {
    this.#load(at);
    const all = new Map([...this.#incidents, ...this.#app.store.all('incidents')].map((incident) => [incident.id, incident]));
    return [...all.values()].filter((incident) => wasOpen(incident, at)).map((incident) => headline(incident, at));
  }

  /** What to say if there are none. */
  why() {
    return this.#error || (this.#loading ? 'Loading the history.' : 'No problem of this moment is known. The history goes back by leasewatch.history.keep.');
  }

  async #load(at) {
    if (this.#at === at) {
      return;
    }
    this.#at = at;
    this.#loading = true;
    let found = [];
    let error = '';
    const since = Math.max(0, Math.min(at, this.#app.store.now()) - EARLIER_MILLIS);
    try {
      found = (await get(`incidents?since=${new Date(since).toISOString()}&limit=${MOST}`)).incidents;
    } catch (failure) {
      error = failure.message;
    }
    if (this.#at === at) {
      this.#incidents = found;
      this.#error = error;
      this.#loading = false;
      this.#onload();
    }
  }
}

const wasOpen = ({ openedAt, endedAt }, at) => Date.parse(openedAt) <= at && (!endedAt || at < Date.parse(endedAt));

function headline({ id, pool, openedAt, sentence, state, timeline }, at) {
  const steps = timeline.filter(({ what }) => STEP.test(what));
  const became = (step) => step.what.match(STEP)[1];
  const before = steps.filter((step) => Date.parse(step.at) <= at);
  const last = before[before.length - 1];
  // The first step does not say how bad it was: a warning, if it became worse later.
  const worse = before.filter(became);
  const first = steps.some(became) ? 'warning' : state;
  return {
    subject: pool, incident: id, since: openedAt, what: last ? last.what.replace(STEP, '') : sentence,
    severity: worse.length ? became(worse[worse.length - 1]) : first,
  };
}
