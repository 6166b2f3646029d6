import { z } from 'zod'
import { command } from '#src/platform/command/index.ts'
import { defineEvent } from '#src/platform/events.ts'

/** Events of the room that stands for receipts. */
const posted = defineEvent('test.posted', 'A test receipt was posted', z.object({ id: z.string() }))
const paid = defineEvent('test.paid', 'A test payment was matched', z.object({ id: z.string() }))

export const post = command('test.post', { can: null }, async (cx, id: string): Promise<void> => {
  cx.audit({ kind: 'test', id })
  cx.emit(posted, { id })
})

export const payBill = command('test.pay', { can: null }, async (cx, id: string): Promise<void> => {
  cx.audit({ kind: 'test', id })
  cx.emit(paid, { id })
})
