import { randomFillSync } from 'node:crypto'
import type { IntakeKind } from '../intake.ts'

/** One of a company's mail addresses. */
export interface IntakeAddress {
  readonly id: string
  readonly kind: IntakeKind
  /** The whole address. */
  readonly address: string
  /** The address before the last rotation, and until when it is still taken. */
  readonly oldAddress: string | null
  readonly oldUntil: Date | null
  readonly version: number
  readonly createdAt: Date
}

const WORDS: Readonly<Record<IntakeKind, string>> = { supplierInvoice: 'invoice', expenseReceipt: 'expense' }

/** Lower case only, because some programs fold the case of local parts; nothing that is mistaken for another letter. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
/** 31 letters, so almost five bits each: 118 bits nobody guesses. */
const TOKEN_LENGTH = 24

export function newToken(): string {
  let token = ''
  while (token.length < TOKEN_LENGTH) {
    for (const byte of randomFillSync(new Uint8Array(TOKEN_LENGTH))) {
      // Bytes from 248 on would make the first letters likelier than the others.
      if (byte < 248 && token.length < TOKEN_LENGTH) token += ALPHABET[byte % 31] ?? ''
    }
  }
  return token
}

export const addressOf = (kind: IntakeKind, token: string, domain: string): string =>
  `${WORDS[kind]}-${token}@${domain}`

/** The token of an address at our domain, in whatever case and with a "+tag"; undefined when it cannot be ours. */
export function tokenOf(address: string, domain: string): string | undefined {
  const at = address.lastIndexOf('@')
  if (address.slice(at + 1).toLowerCase() !== domain) return undefined
  const local = address.slice(0, Math.max(0, at)).toLowerCase().split('+')[0] ?? ''
  const token = local.slice(local.lastIndexOf('-') + 1)
  return token.length === TOKEN_LENGTH && /^[a-z0-9]+$/.test(token) ? token : undefined
}
