import type { Fetch } from '../../lib/index.ts';
import type { TestIntercom } from '../../lib/testing/index.ts';

/** A body of the list, as far as it is rewritten. */
interface Listed {
  readonly conversations: readonly { readonly id: string }[];
}

/** Makes another body of one; the requests are counted from 1. */
export type Rewrite = (body: Listed, number: number) => object;

/** Answers with the lists of a workspace, rewritten. */
export function rewriting(intercom: TestIntercom, rewrite: Rewrite): Fetch {
  return async (...call) => {
    const response = await intercom.fetch(...call);
    const body = (await response.json()) as Listed;
    return Response.json(rewrite(body, intercom.requests.length));
  };
}

/** The lists of a workspace, whose ids are numbers against what the API says. */
export function withNumericIds(intercom: TestIntercom): Fetch {
  return rewriting(intercom, (body) => ({
    ...body,
    conversations: body.conversations.map((row) => ({ ...row, id: Number(row.id) })),
  }));
}

/** The same list in the opposite order. */
export function reversed(body: Listed): Listed {
  return { ...body, conversations: [...body.conversations].reverse() };
}
