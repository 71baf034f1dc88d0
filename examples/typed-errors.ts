import { catchErrorCode, conversations$, type IntercomError } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import { EMPTY } from 'rxjs';
import { createProgram } from './terminal/program.ts';

createProgram(
  'npm run example:typed-errors',
  'Every failure has a type, and the compiler checks that none is forgotten.',
).parse();

const intercom = createTestIntercom({
  fault: ({ number }) => (number === 2 ? { status: 403, body: planRestricted } : undefined),
});
const planRestricted = {
  type: 'error.list',
  request_id: 'b45f1feb',
  errors: [{ code: 'api_plan_restricted', message: 'Active subscription needed.' }],
};

function advise(error: IntercomError): string {
  switch (error.kind) {
    case 'unauthorized':
      return `check the token (request ${String(error.requestId)})`;
    case 'forbidden':
      return `not allowed: ${error.code}`;
    case 'rate-limit':
      return `come back at ${String(error.retryAt?.toISOString())}`;
    case 'error-list':
      return `refused: ${error.errors.map(({ code }) => code).join(', ')}`;
    case 'http':
      return `status ${String(error.status)}: ${error.excerpt}`;
    case 'network':
    case 'timeout':
    case 'decode':
      return `the service is ill; resume after ${String(error.startingAfter)}`;
    case 'pagination-stalled':
      return `the cursor ${error.cursor} came back`;
    case 'list-order':
      return `the list is not ordered at ${error.conversationId}`;
    case 'incomplete-export':
      return `${error.found} of ${error.expected} conversations of an export`;
    case 'invalid-options':
      return `fix the option ${error.field}`;
    case 'abort':
      return 'stopped as asked';
  }
}

conversations$({ token: 'a-wrong-token', fetch: intercom.fetch }).subscribe({
  error: (error: IntercomError) => {
    console.log(error.message);
    console.log('->', advise(error));
  },
});

conversations$({ token: 'test-token', fetch: intercom.fetch })
  .pipe(
    catchErrorCode('api_plan_restricted', (error, code) => {
      console.log(`caught ${code} of status ${String(error.status)}: ${advise(error)}`);
      return EMPTY;
    }),
  )
  .subscribe();

conversations$({ token: 'test-token', perPage: 500 }).subscribe({
  error: (error: IntercomError) => {
    console.log(error.message);
    console.log('->', advise(error));
  },
});
