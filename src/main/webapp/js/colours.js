// Okabe and Ito's palette, which can be told apart by colour-blind readers; its yellow, which nobody sees on white, and black are left out.
const PALETTE = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8f86f2'];

const given = new Map();

function hash(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum = (sum * 31 + text.charCodeAt(i)) >>> 0;
  }
  return sum;
}

/** The colour of a line of code: the same everywhere, by its name; another one only where two would look alike. */
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

/** Of what is on it, white can only be read on the darkest. */
export const ink = (background) => (background === PALETTE[0] ? '#fff' : '#000');
