import { Buffer } from 'node:buffer';
import { createTestIntercom } from 'rx-intercom/testing';
import { FIRST_ID } from './first-id.mjs';

const TEMPLATES = 3000;
const SEED = 2026;
const COMMA = Buffer.from(',');
const END = Buffer.from(']}');

/** The conversations as bytes, and where in each its id stands. */
const templates = createTestIntercom({ seed: SEED, conversations: TEMPLATES }).conversations.map(
  (conversation) => {
    const json = JSON.stringify({ ...conversation, id: String(FIRST_ID) });
    return { bytes: Buffer.from(json), id: json.indexOf(String(FIRST_ID)) };
  },
);

/**
 * One page of a list of any length: the same conversations over and over, each with an id of its
 * own. The envelope is the API's: `pages` comes before `conversations`, `per_page` is text.
 */
export function pageBody(total, perPage, page) {
  const start = (page - 1) * perPage;
  const end = Math.min(start + perPage, total);
  const parts = [Buffer.from(head(total, perPage, page, end))];
  const ids = [];
  let offset = parts[0].length;
  for (let index = start; index < end; index += 1) {
    const { bytes, id } = templates[index % TEMPLATES];
    if (index > start) {
      parts.push(COMMA);
      offset += COMMA.length;
    }
    ids.push(offset + id);
    parts.push(bytes);
    offset += bytes.length;
  }
  parts.push(END);
  const body = Buffer.concat(parts);
  ids.forEach((at, index) => body.write(String(FIRST_ID + start + index), at, 'latin1'));
  return body;
}

/** The page a cursor leads to. A cursor holds all there is to know: the server keeps nothing. */
export function pageOfCursor(cursor) {
  if (cursor === null) return 1;
  return JSON.parse(Buffer.from(cursor, 'base64').toString())[2];
}

function head(total, perPage, page, end) {
  const more = end < total;
  const pages = {
    type: 'pages',
    ...(more ? { next: { page: page + 1, starting_after: cursorAfter(end, page + 1) } } : {}),
    page,
    per_page: String(perPage),
    total_pages: Math.ceil(total / perPage),
  };
  const envelope = { type: 'conversation.list', pages, total_count: total, conversations: [] };
  return JSON.stringify(envelope).slice(0, -END.length);
}

function cursorAfter(end, page) {
  const updatedAt = 1_767_225_600_000 - 1000 * end;
  const cursor = [updatedAt, FIRST_ID + end - 1, page];
  return Buffer.from(JSON.stringify(cursor)).toString('base64');
}
