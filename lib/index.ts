export { conversationPages$ } from './conversations/conversation-pages.ts';
export { conversations$ } from './conversations/conversations.ts';
export { conversationUpdates$ } from './conversations/conversation-updates.ts';
export type { UpdatesOptions } from './conversations/conversation-updates.ts';
export type { ConversationPage } from './conversations/conversation-page.ts';
export { exportConversations$ } from './conversations/export-conversations.ts';
export type {
  ExportOptions,
  ExportPage,
  ExportProgress,
  ExportReport,
} from './conversations/export-options.ts';
export { planExport$ } from './conversations/plan-export.ts';
export type { PlanConfig } from './conversations/plan-export.ts';
export type { ConversationsOptions } from './conversations/conversations-options.ts';
export { deletedConversations$ } from './conversations/deleted-conversations.ts';
export type { DeletionsOptions } from './conversations/deleted-conversations.ts';
export { iterateConversations } from './conversations/iterate-conversations.ts';
export { missingParts } from './conversations/missing-parts.ts';
export { processConversations$ } from './conversations/process-conversations.ts';
export type { ProcessOptions } from './conversations/process-conversations.ts';
export { retrieveConversation$ } from './conversations/retrieve-conversation.ts';
export type { RetrieveOptions } from './conversations/retrieve-conversation.ts';

export { catchErrorCode } from './operators/catch-error-code.ts';
export { retryOnRateLimit } from './operators/retry-on-rate-limit.ts';
export type { Retry, RetryOnRateLimitConfig } from './operators/retry-on-rate-limit.ts';
export { takeUntilAborted } from './operators/take-until-aborted.ts';

export type { CountedRange } from './ranges/plan-ranges.ts';

export { createRateLimiter } from './http/create-rate-limiter.ts';
export type { RateLimiterConfig } from './http/create-rate-limiter.ts';
export type { RateLimiter } from './rate/rate-limiter.ts';
export type { RateLimit } from './rate/rate-limit.ts';
export type { RetryConfig } from './rate/backoff.ts';

export { AbortError } from './errors/abort-error.ts';
export { DecodeError } from './errors/decode-error.ts';
export { ErrorListError } from './errors/error-list-error.ts';
export type { ErrorListEntry } from './errors/error-list-error.ts';
export type { ErrorContext, RequestContext, RequestSummary } from './errors/error-context.ts';
export { ForbiddenError } from './errors/forbidden-error.ts';
export { HttpError } from './errors/http-error.ts';
export { IntercomError, isIntercomError } from './errors/intercom-error.ts';
export type { ErrorListFailure } from './errors/intercom-error.ts';
export { IncompleteExportError } from './errors/incomplete-export-error.ts';
export type { Shortfall, TimeRange } from './errors/incomplete-export-error.ts';
export { InvalidOptionsError } from './errors/invalid-options-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { ListOrderError } from './errors/list-order-error.ts';
export { PaginationStalledError } from './errors/pagination-stalled-error.ts';
export { RateLimitError } from './errors/rate-limit-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export { UnauthorizedError } from './errors/unauthorized-error.ts';

export type {
  CompleteEvent,
  LimiterFailureEvent,
  LimiterPauseEvent,
  PageEvent,
  PassEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  StreamEvent,
  WaitEvent,
} from './events/stream-event.ts';
export type { WalkReport } from './events/walk-report.ts';

export type { ClientOptions } from './http/client-options.ts';
export type { Fetch, FetchInit, FetchResponse } from './http/fetch.ts';
export type { Region } from './http/regions.ts';
export type { Token } from './http/token.ts';

export type { AiAgent, ContentSource } from './types/ai-agent.ts';
export type { Attachment } from './types/attachment.ts';
export type { ConversationAuthor } from './types/conversation-author.ts';
export type { ConversationCompany } from './types/conversation-company.ts';
export type { CatchUpProgress, Checkpoint, SearchProgress } from './types/checkpoint.ts';
export type { ContactReference, ConversationContacts } from './types/conversation-contacts.ts';
export type { ConversationList } from './types/conversation-list.ts';
export type { ConversationListPages, NextPage } from './types/conversation-list-pages.ts';
export type { ConversationPart } from './types/conversation-part.ts';
export type { ConversationRating } from './types/conversation-rating.ts';
export type { ConversationSource } from './types/conversation-source.ts';
export type { ConversationStatistics } from './types/conversation-statistics.ts';
export type { ConversationTags, Tag } from './types/conversation-tags.ts';
export type { ConversationTeammates } from './types/conversation-teammates.ts';
export type { ConversationTicket } from './types/conversation-ticket.ts';
export type { ConversationTopics, Topic } from './types/conversation-topics.ts';
export type { ConversationWithParts } from './types/conversation-with-parts.ts';
export type { Conversation } from './types/conversation.ts';
export type { CustomAttributes } from './types/custom-attributes.ts';
export type { DeletedConversation } from './types/deleted-conversation.ts';
export type { ErrorCode } from './types/error-code.ts';
export type { ErrorList, ErrorListItem } from './types/error-list.ts';
export type { ExportCheckpoint, ExportRange } from './types/export-checkpoint.ts';
export type { FirstContactReply } from './types/first-contact-reply.ts';
export type { LinkedObject, LinkedObjects } from './types/linked-objects.ts';
export type { Reference } from './types/reference.ts';
export type {
  SearchBooleanField,
  SearchDateField,
  SearchFilter,
  SearchFilterOf,
  SearchGroup,
  SearchNumberField,
  SearchOperator,
  SearchQuery,
  SearchSort,
  SearchTextField,
  UnlistedSearchField,
} from './types/search-query.ts';
export type { SlaApplied } from './types/sla-applied.ts';
export type { TeamResponseTime } from './types/team-response-time.ts';
