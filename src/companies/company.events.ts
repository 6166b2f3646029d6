import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const versioned = z.object({ id: z.string(), version: z.int() })

export const companyCreated = defineEvent('company.created', 'A company was created', versioned)
export const companyUpdated = defineEvent('company.updated', 'Facts or settings of a company changed', versioned)
export const memberAdded = defineEvent('member.added', 'A person became a member of a company', versioned)
export const memberUpdated = defineEvent(
  'member.updated',
  'The roles of a member changed, or the member was removed',
  versioned,
)
export const dimensionValueUpdated = defineEvent(
  'dimensionValue.updated',
  'A value of a dimension was renamed or retired, or has another manager',
  versioned,
)
