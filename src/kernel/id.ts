import { randomBytes } from 'node:crypto'

/**
 * Prefixed, time-ordered ids in the TypeID form (https://github.com/jetify-com/typeid/tree/main/spec): a prefix
 * and a UUIDv7 in 26 characters of Crockford base32. Text order is time order.
 */
export const PREFIXES = {
  company: 'com',
  group: 'grp',
  member: 'mem',
  person: 'per',
  invitation: 'ivt',
  document: 'doc',
  receipt: 'rec',
  invoice: 'inv',
  approval: 'apr',
  decision: 'dec',
  policy: 'pol',
  delegation: 'dlg',
  party: 'par',
  partyAccount: 'pba',
  hold: 'hld',
  account: 'acc',
  series: 'ser',
  period: 'prd',
  dimension: 'dim',
  dimensionValue: 'dvl',
  journalEntry: 'je',
  openItem: 'oit',
  allocation: 'alc',
  bankAccount: 'bac',
  statement: 'stm',
  bankTransaction: 'btx',
  match: 'mat',
  candidate: 'cnd',
  payment: 'pay',
  connection: 'con',
  run: 'run',
  operation: 'opr',
  webhookEndpoint: 'whe',
  webhookDelivery: 'whd',
  event: 'evt',
  app: 'app',
  apiKey: 'key',
  session: 'ses',
  audit: 'aud',
  request: 'req',
  exception: 'exc',
} as const

export type IdKind = keyof typeof PREFIXES

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SHAPE = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

let lastMs = 0
let counter = 0

/**
 * A new id. Within one process ids grow strictly, also inside one millisecond (UUIDv7 with a 12-bit counter,
 * RFC 9562 section 6.2 method 1), so text order keeps the order of creation.
 */
export function newId(kind: IdKind, nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = 0
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const random = randomBytes(8).readBigUInt64BE() & 0x3fff_ffff_ffff_ffffn
  const uuid = (BigInt(lastMs) << 80n) | (0x7n << 76n) | (BigInt(counter) << 64n) | (0x2n << 62n) | random
  let text = ''
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((uuid >> shift) & 31n)]
  return `${PREFIXES[kind]}_${text}`
}

/** Whether the text has the form of an id of this kind. */
export function isId(kind: IdKind, text: string): boolean {
  const prefix = `${PREFIXES[kind]}_`
  return text.startsWith(prefix) && SHAPE.test(text.slice(prefix.length))
}

/** A regular expression for the id, for schemas. */
export const idPattern = (kind: IdKind): RegExp => new RegExp(`^${PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
