/** The text of a cell. */
export const textOf = (column, item) => String(column.text?.(item) ?? column.value(item));

/** The items with a cell that contains this text, ignoring case; all of them if it is blank. */
export function filtered(items, columns, text) {
  const wanted = text.trim().toLowerCase();
  return wanted ? items.filter((item) => columns.some((column) => textOf(column, item).toLowerCase().includes(wanted))) : items;
}

/** The items in the order of their values; those with the same value keep their order. */
export function sorted(items, value, up) {
  const sign = up ? 1 : -1;
  return [...items].sort((a, b) => sign * compare(value(a), value(b)));
}

function compare(x, y) {
  if (x < y) {
    return -1;
  }
  return x > y ? 1 : 0;
}

/** The table as tab-separated text for spreadsheets, with a header. */
export function tabSeparated(items, columns) {
  const rows = items.map((item) => columns.map((column) => textOf(column, item)));
  return [columns.map((column) => column.name), ...rows].map((row) => row.map((cell) => cell.replaceAll(/[\t\n]/g, ' ')).join('\t')).join('\n');
}
