/** Whether a version of the API is this one or newer; `null` is not known to be. */
export function isSince(version: string | null, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = (version ?? '').split('.').map(Number);
  return version === 'Preview' || ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
