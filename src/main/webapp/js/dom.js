/** Creates an element. Properties that begin with "on" are listeners, all others are attributes. Children may be text. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Writes to the page only if the text changes, because hundreds of rows are refreshed every second. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function setClass(element, name) {
  if (element.className !== name) {
    element.className = name;
  }
}

export const byId = (id) => document.getElementById(id);

/** A colour or another custom property of the style sheet, in the current theme. */
export const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Copies by selecting the text: pages without HTTPS have no access to the clipboard, but may copy a selection. */
function copyByHand(text) {
  const field = h('textarea', { class: 'sr' });
  const place = document.querySelector('dialog[open]') ?? document.body;
  const before = document.activeElement;
  field.value = text;
  place.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  before?.focus();
  return done;
}

export async function copy(text, button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = copyByHand(text) ? 'Copied' : 'Copying is not allowed';
  }
  setTimeout(() => { button.textContent = label; }, 1500);
}
