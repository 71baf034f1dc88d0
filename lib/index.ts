export { conversationPages$, conversations$ } from './conversations.ts';
export type { ConversationPage } from './conversation-page.ts';
export type { ConversationsOptions } from './options.ts';

export { catchErrorCode } from './operators/catch-error-code.ts';
export { retryOnRateLimit } from './operators/retry-on-rate-limit.ts';
export type { Retry, RetryOnRateLimitConfig } from './operators/retry-on-rate-limit.ts';
export { takeUntilAborted } from './operators/take-until-aborted.ts';

export { createRateLimiter } from './rate/rate-limiter.ts';
export type { RateLimiter, RateLimiterConfig } from './rate/rate-limiter.ts';
export type { RateLimit } from './rate/rate-limit.ts';
export type { RetryConfig } from './rate/backoff.ts';

export { AbortError } from './errors/abort-error.ts';
export { DecodeError } from './errors/decode-error.ts';
export { ErrorListError } from './errors/error-list-error.ts';
export type { ErrorListEntry } from './errors/error-list-error.ts';
export type { ErrorContext, RequestSummary } from './errors/error-context.ts';
export { ForbiddenError } from './errors/forbidden-error.ts';
export { HttpError } from './errors/http-error.ts';
export { isIntercomError } from './errors/intercom-error.ts';
export type { ErrorListFailure, IntercomError } from './errors/intercom-error.ts';
export { InvalidOptionsError } from './errors/invalid-options-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { PaginationStalledError } from './errors/pagination-stalled-error.ts';
export { RateLimitError } from './errors/rate-limit-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export { UnauthorizedError } from './errors/unauthorized-error.ts';

export type { Fetch, FetchInit, FetchResponse } from './http/fetch.ts';
export type { Region } from './http/regions.ts';
export type { Token } from './http/token.ts';
