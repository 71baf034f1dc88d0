const count = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const seconds = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const date = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dateTime = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** `3,000` */
export function formatCount(value: number): string {
  return count.format(value);
}

/** `3,000 conversations`, `1 conversation` */
export function formatConversations(value: number): string {
  return `${formatCount(value)} ${value === 1 ? 'conversation' : 'conversations'}`;
}

/** `42%`, of a share from 0 to 1. */
export function formatShare(value: number): string {
  return percent.format(value);
}

/** `1.4 s`, of milliseconds. */
export function formatWait(milliseconds: number): string {
  return `${seconds.format(milliseconds / 1000)} s`;
}

/** `Dec 24`, of days since 1970. */
export function formatDay(day: number): string {
  return date.format(day * 86_400_000);
}

/** `Dec 24, 14:05`, of unix seconds. */
export function formatTime(unixSeconds: number): string {
  return dateTime.format(unixSeconds * 1000);
}

/** `Closed`, of `closed`. */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`, of seconds. */
export function formatDuration(value: number): string {
  if (value < 60) return `${value} s`;
  const minutes = Math.round(value / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
