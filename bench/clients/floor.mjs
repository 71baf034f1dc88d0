/** The floor: `node:http` on one kept connection, and `JSON.parse`. */
import { Buffer } from 'node:buffer';
import { Agent, get } from 'node:http';
import { headers, pageUrl } from './request.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export default async function read(work, consumer) {
  let cursor;
  do {
    const { pages, conversations } = JSON.parse(await getText(pageUrl(work, cursor)));
    for (const conversation of conversations) {
      consumer.take(conversation);
      if (consumer.due()) await consumer.work();
    }
    cursor = pages.next?.starting_after;
  } while (cursor !== undefined);
}

function getText(url) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
