/** As much of other packages as the documents use, so that they need not be installed. */

declare module '@angular/core' {
  export function Injectable(options: { readonly providedIn: 'root' }): ClassDecorator;
  export function inject<T>(token: abstract new (...args: never[]) => T): T;
  export type Signal<T> = () => T;
}

declare module '@angular/core/rxjs-interop' {
  import type { Signal } from '@angular/core';
  import type { Observable } from 'rxjs';
  export function toSignal<T>(
    source: Observable<T>,
    options: { readonly initialValue: T },
  ): Signal<T>;
}

declare module '@nestjs/common' {
  export function Injectable(): ClassDecorator;
  export interface OnApplicationShutdown {
    onApplicationShutdown(signal?: string): void;
  }
}

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
