import { command, query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { RateLimiter } from '#src/platform/http/rate-limit.ts'
import type { Platform } from '#src/platform/platform.ts'
import { lastNoted, listRefusedRows, type RefusedMail, upsertRefusedMail } from './refused-mail.store.ts'

type Refused = Pick<RefusedMail, 'recipient' | 'code' | 'way'> & { readonly sender: string | null }

const NOTED_MS = 3_600_000
/** Of one company: whoever sends from a new address each time does not fill its log. */
const NOTED_PER_MINUTE = 5
const ADDRESS_MAX = 320

const limiters = new WeakMap<Platform, RateLimiter>()

/** Writes down that a mail was turned away, which is kept nowhere. The same again within an hour changes nothing. */
export async function noteRefusedMail(call: Call, { sender, recipient, code, way }: Refused): Promise<void> {
  const clean = (address: string) => address.toLowerCase().slice(0, ADDRESS_MAX)
  const noted = { sender: clean(sender ?? ''), recipient: clean(recipient), code, way }
  const now = call.platform.clock.now().getTime()
  const before = await readLast(call, noted)
  if (before && now - before.getTime() < NOTED_MS) return
  const limiter = limiters.get(call.platform) ?? new RateLimiter(NOTED_PER_MINUTE, 'refused mail')
  limiters.set(call.platform, limiter)
  if (limiter.take(call.companyId, now).isAllowed) await note(call, noted)
}

const note = command(
  'refusedMail.note',
  { can: 'receipts:write' },
  async (cx, mail: Parameters<typeof upsertRefusedMail>[1]): Promise<void> => {
    await upsertRefusedMail(cx, mail)
    cx.audit({ kind: 'refusedMail', id: mail.sender }, mail)
  },
)

const readLast = query('refusedMail.last', { can: 'receipts:read' }, lastNoted)

/** Mails that were turned away, the latest first. */
export const listRefusedMails = query(
  'refusedMail.list',
  { can: 'receipts:read' },
  (cx, text: string | undefined): Promise<RefusedMail[]> => listRefusedRows(cx, text),
)
