import { h } from './dom.js';

/** Frames that the JDK, CDI or a compiler generated: proxies, lambda forms, reflection accessors. */
const GENERATED = /\$\$|\$Proxy\d|\$_Weld|\$Lambda|GeneratedMethodAccessor|GeneratedConstructorAccessor|LambdaForm|DirectMethodHandleAccessor/;
/** A frame: its module or class loader, its package, its class and method, and its line. */
const FRAME = /^(?:[^()]*\/)?((?:[\p{Ll}_][\w]*\.)*)([^()]+)\((.*)\)$/u;

/**
 * A stack with the frames of the application in bold. Generated frames are left out, and three or more consecutive frames of others are folded; a
 * click unfolds them. The server says whose each frame is. Where it did not, in events of older versions, nothing is folded.
 */
export function stack(frames, origins) {
  const place = h('pre', { class: 'mono stack' });
  const shown = frames.map((frame, i) => ({ frame, own: !origins || origins[i] === 'application' })).filter(({ frame }) => !GENERATED.test(frame));
  let run = [];
  const fold = () => {
    const folded = run.map(({ frame }) => line(frame, 'server'));
    run = [];
    if (folded.length < 3) {
      place.append(...folded);
      return;
    }
    const more = h('button', { type: 'button', class: 'plain server', onclick: () => more.replaceWith(...folded) }, `… ${folded.length} frames of libraries and the server`);
    place.append(more);
  };
  for (const one of shown) {
    if (one.own) {
      fold();
      place.append(line(one.frame, 'own'));
    } else {
      run.push(one);
    }
  }
  fold();
  if (shown.length < frames.length) {
    place.append(h('div', { class: 'server' }, `${frames.length - shown.length} generated frames are not shown`));
  }
  return place;
}

/** A frame as people read it: class and method, then the line; the rest is in its title. */
function line(frame, owner) {
  const [, , method, where] = FRAME.exec(frame) ?? [];
  return h('div', { class: owner, title: frame }, ...(method ? [method.replace(/lambda\$(.+?)\$\d+/, '$1, in a lambda'), ' ', h('span', { class: 'where' }, where)] : [frame]));
}
