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
  return ms >= 0.1 ? `${ms.toFixed(1)} ms` : microseconds(ms * 1000);
}

function microseconds(value) {
  if (value === 0) {
    return '0 s';
  }
  return value < 1 ? '< 1 µs' : `${Math.round(value)} µs`;
}

export const millis = (value) => (value === null || value === undefined ? '–' : short(value / 1000));

export const number = (value) => (value === null || value === undefined ? '–' : value.toLocaleString('en-US'));

/** The rate of something that happened this often in the last minute: per second, or per minute if that is less than one. */
export function rate(countOfMinute) {
  if (countOfMinute < 60) {
    return `${countOfMinute}/min`;
  }
  return `${countOfMinute < 600 ? (countOfMinute / 60).toFixed(1) : number(Math.round(countOfMinute / 60))}/s`;
}

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

/** A name of at most this many characters, shortened in the middle: the beginning and the end of a name tell most. */
export function shortened(name, length) {
  if (name.length <= length) {
    return name;
  }
  const end = Math.floor((length - 1) / 2);
  return `${name.slice(0, length - 1 - end)}…${end ? name.slice(-end) : ''}`;
}
