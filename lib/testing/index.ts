export { createTestIntercom, type TestIntercom } from './create-test-intercom.ts';
export type { Fault } from './fault.ts';
export type { TestRequest } from './request-record.ts';
export type { TestIntercomOptions } from './test-intercom-options.ts';
export type { TestRateLimit } from './rate-window.ts';
