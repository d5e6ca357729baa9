import { h, setText } from './dom.js';
import { colour } from './colours.js';

/** The part of a table column that shows a line of code with its colour. */
export const siteCell = {
  class: 'site',
  make: (cell) => cell.append(h('span', { class: 'swatch', 'aria-hidden': 'true' }), h('span', { class: 'mono' })),
  update: (cell, item) => {
    const site = item.site.label ?? item.site;
    setText(cell.lastChild, site);
    if (cell.dataset.site !== site) {
      cell.dataset.site = site;
      cell.firstChild.style.background = colour(site);
    }
  },
};
