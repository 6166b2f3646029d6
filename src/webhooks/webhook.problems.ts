import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  webhook_url_refused: { status: 422, title: 'The webhook address cannot be used' },
  webhook_url_unresolved: { status: 422, title: 'The webhook address has no host' },
  webhook_endpoint_limit: { status: 409, title: 'The company has as many webhook endpoints as it may' },
  webhook_endpoint_disabled: { status: 409, title: 'The webhook endpoint is disabled' },
  event_type_unknown: { status: 422, title: 'There is no such event type' },
})
