import type { ApproverRef } from '#src/approvals/index.ts'
import { scopesOfRoles } from '#src/companies/index.ts'
import { ROLES } from '#src/platform/actor.ts'

/** Who decides about payments where the company has no policy for them: every role that may approve payments. */
export const PAYMENT_DECIDERS: readonly ApproverRef[] = ROLES.filter((role) =>
  scopesOfRoles([role]).has('payments:approve'),
).map((role) => ({ role }))
