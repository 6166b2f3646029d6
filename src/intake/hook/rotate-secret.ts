import { randomBytes } from 'node:crypto'
import { command } from '#src/platform/command/index.ts'
import { insertSecret } from './secret.store.ts'

export interface MadeSecret {
  /** Shown this once. */
  readonly secret: string
  readonly createdAt: Date
  /** Until when the secret before is good. */
  readonly oldUntil: Date
}

const OVERLAP_MS = 24 * 3_600_000
/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32

/** Gives the company a secret for messages of its mail provider. */
export const rotateSecret = command(
  'intakeSecret.rotate',
  { can: 'companies:write' },
  async (cx, _: undefined): Promise<MadeSecret> => {
    const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
    const oldUntil = new Date(cx.now.getTime() + OVERLAP_MS)
    await insertSecret(cx, secret, oldUntil)
    cx.audit({ kind: 'company', id: cx.companyId }, { oldUntil })
    return { secret, createdAt: cx.now, oldUntil }
  },
)
