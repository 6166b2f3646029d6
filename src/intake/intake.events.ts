import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const state = z.object({ id: z.string(), version: z.int(), way: z.string() })

export const intakeReceived = defineEvent('intake.received', 'Something came in and is kept: a mail, an upload', state)
export const intakeSorted = defineEvent(
  'intake.sorted',
  'Every file of an intake is settled: a receipt, a duplicate, refused or ignored',
  state.extend({ receipts: z.int(), duplicates: z.int(), refused: z.int() }),
)
