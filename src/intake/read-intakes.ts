import { query } from '#src/platform/command/index.ts'
import { loadIntake } from './intake.store.ts'
import type { IntakeView } from './intake.ts'
import { type IntakeFilter, listIntakeRows } from './intake-list.store.ts'

const can = { can: 'receipts:read' } as const

export const getIntake = query(
  'intake.get',
  can,
  (cx, intakeId: string): Promise<IntakeView> => loadIntake(cx, intakeId),
)

/** One row more than asked for tells whether there is a next page. */
export const listIntakes = query(
  'intake.list',
  can,
  (cx, filter: IntakeFilter): Promise<IntakeView[]> => listIntakeRows(cx, filter),
)
