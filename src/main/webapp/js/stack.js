import { h } from './dom.js';

/**
 * A stack with the frames of the application in bold. Three or more consecutive frames of others are folded; a click unfolds them.
 * The server says whose each frame is. Where it did not, in events of older versions, nothing is folded.
 */
export function stack(frames, origins) {
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
      `… ${folded.length} frames of libraries and the server`);
    place.append(more);
  };
  frames.forEach((frame, i) => {
    if (origins && origins[i] !== 'application') {
      run.push(frame);
    } else {
      fold();
      place.append(h('div', { class: 'own' }, frame));
    }
  });
  fold();
  return place;
}
