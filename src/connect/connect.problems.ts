import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  connector_unknown: { status: 422, title: 'There is no such connector' },
  connector_unconfigured: { status: 422, title: 'The operator has not set the connector up' },
  connection_exists: { status: 409, title: 'The organisation is connected already' },
  connection_inactive: { status: 409, title: 'The connection is not active' },
  connection_organisation_unknown: { status: 422, title: 'The consent does not cover this organisation' },
  consent_invalid: { status: 400, title: 'The consent cannot be finished' },
  consent_refused: { status: 422, title: 'The consent was not given' },
  vendor_unavailable: { status: 502, title: 'The vendor does not answer as it should' },
  pull_unknown: { status: 422, title: 'The connector does not pull this' },
  operation_not_failed: { status: 409, title: 'The operation has not failed' },
  mapping_invalid: { status: 422, title: 'The mapping is not usable' },
  hook_signature_invalid: { status: 401, title: 'The message is not signed by the vendor' },
})
