/** As much of other packages as the documents use, so that they need not be installed. */

declare module 'intercom-client' {
  export class IntercomClient {
    constructor(options: { readonly token: string });
    readonly conversations: {
      list(request: {
        readonly per_page?: number;
        readonly starting_after?: string;
      }): Promise<AsyncIterable<{ readonly id: string; readonly state?: string }>>;
    };
  }
}

declare module 'ioredis' {
  export class Redis {
    constructor(
      url: string,
      options: {
        readonly enableOfflineQueue?: boolean;
        readonly maxRetriesPerRequest?: number;
        readonly commandTimeout?: number;
      },
    );
    on(event: 'error', listener: (error: unknown) => void): this;
    eval(script: string, count: number, ...rest: readonly string[]): Promise<unknown>;
  }
}
