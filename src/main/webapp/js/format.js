const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const YEAR = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A time such as 3 min 12 s: two units at most, none smaller than a second. */
export function span(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) {
    return `${s} s`;
  }
  if (s < 3600) {
    return units(s, [60, 'min'], [1, 's']);
  }
  if (s < 86400) {
    return units(s, [3600, 'h'], [60, 'min']);
  }
  return units(s, [86400, 'd'], [3600, 'h']);
}

function units(seconds, [large, name], [small, smallName]) {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)} ${name}${rest ? ` ${rest} ${smallName}` : ''}`;
}

/** A time in seconds, which may be far below a second. */
export function short(seconds) {
  if (seconds === null || seconds === undefined) {
    return '–';
  }
  if (seconds >= 60) {
    return span(seconds);
  }
  if (seconds >= 1) {
    return `${seconds.toFixed(1)} s`;
  }
  const ms = seconds * 1000;
  if (ms >= 10) {
    return `${Math.round(ms)} ms`;
  }
  return ms >= 0.1 ? `${ms.toFixed(1)} ms` : `${Math.round(ms * 1000)} µs`;
}

export const millis = (value) => (value === null || value === undefined ? '–' : short(value / 1000));

export const number = (value) => (value === null || value === undefined ? '–' : value.toLocaleString('en-US'));

/** The time of day; with the date if it is not today, and with the year if it is not this year. */
export function moment(at, now = Date.now()) {
  const date = new Date(at);
  if (date.toDateString() === new Date(now).toDateString()) {
    return TIME.format(date);
  }
  return (date.getFullYear() === new Date(now).getFullYear() ? DAY : YEAR).format(date);
}

export const ago = (at, now) => `${span((now - at) / 1000)} ago`;

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** A name of the API as words. */
export const words = (name) => name.replaceAll('_', ' ');
