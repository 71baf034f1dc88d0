import { createTestIntercom } from 'rx-intercom/testing';
import { token } from '../clients/request.mjs';
import { FIRST_SECOND, LAST_SECOND } from './span.mjs';

const SEED = 2026;
const SECONDS = LAST_SECOND - FIRST_SECOND;
const DOUBLINGS = 5;

/** Workspaces by their number of conversations. */
const workspaces = new Map();

/** Answers a search of a workspace that doubles each year: the text of its body. */
export async function searchBody(total, { url, headers, body }) {
  if (!workspaces.has(total)) workspaces.set(total, createWorkspace(total));
  const response = await workspaces.get(total).fetch(url, { method: 'POST', headers, body });
  return response.text();
}

function createWorkspace(total) {
  const share = (index) => Math.log2(1 + (index / total) * (2 ** DOUBLINGS - 1)) / DOUBLINGS;
  return createTestIntercom({
    seed: SEED,
    conversations: total,
    rateLimit: null,
    token,
    createdAt: (index) => FIRST_SECOND + Math.floor(SECONDS * share(index)),
  });
}
