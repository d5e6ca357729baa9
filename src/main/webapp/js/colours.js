// The palette of Okabe and Ito, for colour-blind readers, without its yellow, which is hard to see on white, and without black.
const PALETTE = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8f86f2'];

function hash(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum = (sum * 31 + text.charCodeAt(i)) >>> 0;
  }
  return sum;
}

/** The colour of a line of code. It depends on nothing but the name, so that everyone sees the same picture; two lines may have the same colour. */
export const colour = (site) => PALETTE[hash(site) % PALETTE.length];

/** The colour of text on this background: white is readable only on the darkest. */
export const ink = (background) => (background === PALETTE[0] ? '#fff' : '#000');
