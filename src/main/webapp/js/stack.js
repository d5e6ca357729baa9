import { h } from './dom.js';

const SERVER = /^(?:java\.|javax\.|jdk\.|sun\.|com\.sun\.|jakarta\.|com\.ibm\.|io\.openliberty\.|org\.jboss\.|org\.apache\.|org\.eclipse\.|org\.hibernate\.|io\.leasewatch\.(?!bookshop))/;
const MODULE = /^[\w.]+(?:@[\w.+-]+)?\/+/;

const isServer = (frame) => SERVER.test(frame.replace(MODULE, ''));

/** A stack with the frames of the application in bold. Three or more consecutive frames of the server are folded; a click unfolds them. */
export function stack(frames) {
  const place = h('pre', { class: 'mono' });
  let run = [];
  const fold = () => {
    if (!run.length) {
      return;
    }
    const folded = run;
    run = [];
    if (folded.length < 3) {
      place.append(...folded.map((frame) => h('div', { class: 'server' }, frame)));
      return;
    }
    const more = h('button', { type: 'button', class: 'plain server', onclick: () => more.replaceWith(...folded.map((frame) => h('div', { class: 'server' }, frame))) },
      `… ${folded.length} frames of the server`);
    place.append(more);
  };
  for (const frame of frames) {
    if (isServer(frame)) {
      run.push(frame);
    } else {
      fold();
      place.append(h('div', { class: 'own' }, frame));
    }
  }
  fold();
  return place;
}
