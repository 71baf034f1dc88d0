/** As some servers write URLs. */
export function lowerHex(text: string): string {
  return encodeURIComponent(text).replaceAll(/%../g, (hex) => hex.toLowerCase());
}
