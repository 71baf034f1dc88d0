/** A body of `GET /conversations`, as far as these specs look at it. */
export interface ListBody {
  readonly type: 'conversation.list';
  readonly conversations: readonly { readonly type: 'conversation'; readonly id: string }[];
  readonly total_count: number;
  readonly pages: object | null;
}

/**
 * A page as the API sends it: the last one names no `next`.
 *
 * @param ids - of its conversations
 * @param next - the cursor of the page after it
 */
export function listBody(ids: readonly string[], next?: string): ListBody {
  return {
    type: 'conversation.list',
    conversations: ids.map((id) => ({ type: 'conversation', id })),
    total_count: 42,
    pages: {
      type: 'pages',
      per_page: '20',
      total_pages: 3,
      ...(next === undefined ? {} : { next: { page: 2, starting_after: next } }),
    },
  };
}

/** The API's way to refuse a request. */
export function errorList(code: string, message: string | null = null): object {
  return { type: 'error.list', request_id: 'req-body', errors: [{ code, message }] };
}
