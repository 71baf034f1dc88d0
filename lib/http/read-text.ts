/** The part of a web stream that is read. */
interface ReadableBytes {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  };
}

/** Whether a body can be read while it arrives; the bodies of cross-fetch in Node can not. */
export function isReadable(body: unknown): body is ReadableBytes {
  return typeof body === 'object' && body !== null && 'getReader' in body;
}

/**
 * Reads a body to its end.
 *
 * @param onText - told each piece as soon as it is there
 * @returns the whole text
 */
export async function readText(
  body: ReadableBytes,
  onText: (chunk: string) => void,
): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    const chunk = decoder.decode(value, { stream: !done });
    text += chunk;
    onText(chunk);
    if (done) return text;
  }
}
