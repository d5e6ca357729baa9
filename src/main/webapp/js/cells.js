import { h, setText } from './dom.js';
import { colour } from './colours.js';

const siteOf = ({ site }) => site.label ?? site;

/** The line of an entry; if it stands for several leases, with their number. */
const text = (entry) => (entry.members ? `${entry.members.length} × ${siteOf(entry)}` : siteOf(entry));

/** The part of a table column that shows a line of code with its colour. */
export const siteCell = {
  class: 'site',
  text,
  make: (cell) => cell.append(h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'mono' })),
  update: (cell, item) => {
    const site = siteOf(item);
    setText(cell.lastChild, text(item));
    if (cell.dataset.site !== site) {
      cell.dataset.site = site;
      cell.firstChild.style.background = colour(site);
    }
  },
};
