/** An event as the page would receive it. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

/** A connection for server-sent events. */
export interface Events {
  /** Of the first event. */
  readonly readyId: string;
  readonly next: () => Promise<ReceivedEvent>;
  readonly close: () => void;
}

/** Connects as a browser does, with the id of the last event it received. */
export async function openEvents(url: string, lastId?: string): Promise<Events> {
  const connection = new AbortController();
  const response = await fetch(url, {
    headers: lastId === undefined ? {} : { 'last-event-id': lastId },
    signal: connection.signal,
  });
  const type = response.headers.get('content-type') ?? '';
  if (response.body === null || !type.startsWith('text/event-stream')) {
    throw new Error(`no events: ${response.status} ${type}`);
  }
  const events = parse(response.body);
  const next = async (): Promise<ReceivedEvent> => {
    const { value, done } = await events.next();
    if (done) throw new Error('the server has ended the events');
    return value;
  };
  const { id: readyId } = await next();
  return {
    readyId,
    next,
    close() {
      connection.abort();
    },
  };
}

async function* parse(body: ReadableStream<Uint8Array>): AsyncGenerator<ReceivedEvent, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((block) => block.trim() !== '')) {
      const {
        id = '',
        event = 'message',
        data = '{}',
      } = Object.fromEntries(
        block
          .trim()
          .split('\n')
          .map((line) => line.split(/: (.*)/s)),
      ) as Record<string, string>;
      yield { id, type: event, data: JSON.parse(data) };
    }
  }
  return undefined;
}
