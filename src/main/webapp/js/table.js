import { copy, h, setClass, setText } from './dom.js';
import { filtered, sorted, tabSeparated, textOf } from './table-items.js';

/** Rows before "Show all". Every row is refreshed once a second. */
const FIRST_ROWS = 50;
const MOST_ROWS = 500;

/** The aria-sort value and the arrow of a header, by whether the table is sorted upwards by it; UNSORTED is for all other headers. */
const DIRECTIONS = { true: { sort: 'ascending', arrow: ' ↑' }, false: { sort: 'descending', arrow: ' ↓' } };
const UNSORTED = { sort: 'none', arrow: '' };

/**
 * A table that can be sorted, filtered and copied, with rows that can be opened. Rows keep their elements while their values change. The table
 * does not change while the pointer is on it.
 *
 * The options may have an "address", which then has the text of the filter, a "weight" of an item for counting, "bare" for a table without tools,
 * and "open" for what a row opens into. A column has a name and a value for sorting and copying. It may have a "text", or "make" and "update" to create and update its cells.
 */
export class Table {
  #columns;
  #options;
  #rows = new Map();
  #sort;
  #still = false;
  #last = [];
  #all = false;
  #open = new Map();

  constructor(columns, options) {
    this.#columns = columns;
    this.#options = options;
    this.#sort = { ...options.sort };
    this.#build();
  }

  #build() {
    this.filter = h('input', { type: 'search', placeholder: 'Filter', 'aria-label': `Filter ${this.#options.name}`, oninput: () => this.#filtered() });
    this.count = h('span', { class: 'soft' });
    this.still = h('span', { class: 'still soft', title: 'The table does not change while the pointer is on it.' }, 'paused');
    const copies = h('button', { type: 'button', onclick: () => copy(this.#tsv(), copies) }, 'Copy table');
    this.heads = this.#columns.map((column) => h('th', { scope: 'col', class: column.num ? 'num' : null },
      h('button', { type: 'button', onclick: () => this.#sortBy(column) }, column.name)));
    this.body = h('tbody');
    this.why = h('p', { class: 'why' });
    this.more = h('button', { type: 'button', class: 'more', onclick: () => this.#showAll() });
    this.table = h('table', {}, h('caption', { class: 'sr' }, this.#options.name), h('thead', {}, h('tr', {}, this.#options.open ? h('th', { class: 'open' }, h('span', { class: 'sr' }, 'Details')) : null, this.heads)), this.body);
    this.body.addEventListener('pointerenter', () => this.#stand(true));
    this.body.addEventListener('pointerleave', () => this.#stand(false));
    this.element = h('div', {},
      h('div', { class: 'tools', hidden: this.#options.bare }, this.filter, this.count, this.still, h('span', { class: 'spread' }, this.#options.tools ?? '', ' ', copies)),
      h('div', { class: 'scroll' }, this.table), this.more, this.why);
    this.#sorted();
  }

  #showAll() {
    this.#all = true;
    this.#show();
  }

  #stand(still) {
    this.#still = still;
    this.draw(this.#last);
  }

  #filtered() {
    this.#options.address?.set({ filter: this.filter.value }, { quietly: true });
    this.#show();
  }

  #sortBy(column) {
    this.#sort = { by: column.name, up: this.#sort.by === column.name ? !this.#sort.up : !column.num };
    this.#sorted();
    this.#show();
  }

  #sorted() {
    this.#columns.forEach((column, i) => {
      const { sort, arrow } = this.#sort.by === column.name ? DIRECTIONS[this.#sort.up] : UNSORTED;
      this.heads[i].setAttribute('aria-sort', sort);
      this.heads[i].firstChild.textContent = column.name + arrow;
    });
  }

  #shown(items) {
    const column = this.#columns.find((one) => one.name === this.#sort.by) ?? this.#columns[0];
    return sorted(filtered(items, this.#columns, this.filter.value), column.value, this.#sort.up);
  }

  /** Shows these items; while the pointer is on the table, not before it leaves, because changing rows cannot be selected or clicked. */
  draw(items) {
    this.#last = items;
    if (this.#options.address && document.activeElement !== this.filter) {
      this.filter.value = this.#options.address.get('filter');
    }
    // There is no pointerleave event when the table is removed from the page.
    const still = this.#still && this.body.matches(':hover');
    // The text always takes its space, so that the table does not move under the pointer.
    setClass(this.still, still ? 'still soft on' : 'still soft');
    if (!still) {
      this.#show();
    }
  }

  #show() {
    const items = this.#last;
    const shown = this.#shown(items);
    setText(this.count, shown.length === items.length ? String(this.#weight(items)) : `${this.#weight(shown)} of ${this.#weight(items)}`);
    this.table.hidden = !items.length;
    this.why.hidden = Boolean(items.length);
    setText(this.why, items.length ? '' : this.#options.why());
    const rows = shown.slice(0, this.#all ? MOST_ROWS : FIRST_ROWS);
    this.more.hidden = rows.length === shown.length || this.#all;
    setText(this.more, shown.length > MOST_ROWS ? `Show the first ${MOST_ROWS} of ${shown.length}` : `Show all ${shown.length}`);
    this.#drop(new Set(rows.map((item) => this.#key(item))));
    let after = null;
    for (const item of rows) {
      const key = this.#key(item);
      let row = this.#rows.get(key);
      if (!row) {
        row = this.#make(key);
        this.#rows.set(key, row);
      }
      this.#update(row, item);
      const before = after ? after.nextSibling : this.body.firstChild;
      if (before !== row.element) {
        this.body.insertBefore(row.element, before);
      }
      after = row.element;
      const open = this.#open.get(key);
      if (open) {
        if (after.nextSibling !== open) {
          this.body.insertBefore(open, after.nextSibling);
        }
        after = open;
      }
    }
  }

  /** The number of things that these items stand for. */
  #weight(items) {
    return items.reduce((sum, item) => sum + (this.#options.weight?.(item) ?? 1), 0);
  }

  /** Removes rows first, so that the others need not be moved: a moved row loses the focus. */
  #drop(keys) {
    for (const [key, row] of this.#rows) {
      if (!keys.has(key)) {
        this.close(key);
        row.element.remove();
        this.#rows.delete(key);
      }
    }
  }

  #key(item) {
    return String(this.#options.key(item));
  }

  #make(key) {
    const row = { cells: this.#columns.map((column) => h('td', { 'data-name': column.name, class: [column.num ? 'num' : '', column.class ?? ''].join(' ').trim() || null })) };
    this.#columns.forEach((column, i) => column.make?.(row.cells[i]));
    row.element = h('tr', {}, row.cells);
    if (this.#options.open) {
      row.button = h('button', { type: 'button', class: 'plain open', 'aria-expanded': 'false', 'aria-label': `Details of ${this.#options.one ?? 'row'} ${key}` }, '▸');
      row.element.prepend(h('td', { class: 'open' }, row.button));
      row.element.addEventListener('click', () => {
        // Selecting text in a row does not open it.
        if (getSelection().isCollapsed) {
          this.toggle(key);
        }
      });
    }
    return row;
  }

  #update(row, item) {
    row.item = item;
    this.#columns.forEach((column, i) => {
      if (column.update) {
        column.update(row.cells[i], item);
      } else {
        setText(row.cells[i], textOf(column, item));
      }
    });
    const name = this.#options.rowClass?.(item);
    if (name !== undefined) {
      setClass(row.element, name);
    }
  }

  toggle(key) {
    if (this.#open.has(key)) {
      this.close(key);
      this.#options.onopen?.(null);
    } else {
      this.#options.onopen?.(key);
      this.open(key);
    }
  }

  open(key) {
    if (!this.#all && !this.#rows.has(key) && this.#last.some((item) => this.#key(item) === key)) {
      this.#showAll();
    }
    const row = this.#rows.get(key);
    if (!row || this.#open.has(key) || !this.#options.open) {
      return;
    }
    [...this.#open.keys()].forEach((other) => this.close(other));
    const place = h('td', { colspan: String(this.#columns.length + 1) });
    const element = h('tr', {}, place);
    this.#open.set(key, element);
    row.button.setAttribute('aria-expanded', 'true');
    setText(row.button, '▾');
    row.element.after(element);
    this.#options.open(row.item, place);
  }

  close(key) {
    this.#open.get(key)?.remove();
    this.#open.delete(key);
    const button = this.#rows.get(key)?.button;
    if (button) {
      button.setAttribute('aria-expanded', 'false');
      setText(button, '▸');
    }
  }

  get opened() {
    return [...this.#open.keys()];
  }

  #tsv() {
    return tabSeparated(this.#shown(this.#last), this.#columns);
  }
}
