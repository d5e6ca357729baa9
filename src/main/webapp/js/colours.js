// The palette of Okabe and Ito, for colour-blind readers, without its yellow, which is hard to see on white, and without black.
const PALETTE = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8f86f2'];

const given = new Map();

function hash(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum = (sum * 31 + text.charCodeAt(i)) >>> 0;
  }
  return sum;
}

/** The colour of a line of code, derived from its name; another one only if two lines would have the same colour. */
export function colour(site) {
  let found = given.get(site);
  if (found === undefined) {
    const taken = new Set(given.values());
    const first = hash(site) % PALETTE.length;
    const order = PALETTE.map((_, i) => PALETTE[(first + i) % PALETTE.length]);
    found = order.find((one) => !taken.has(one)) ?? order[0];
    given.set(site, found);
  }
  return found;
}

/** The colour of text on this background: white is readable only on the darkest. */
export const ink = (background) => (background === PALETTE[0] ? '#fff' : '#000');
