import { randomFillSync } from 'node:crypto'

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
  receiptLine: 'rln',
  invoice: 'inv',
  invoiceLine: 'inl',
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
  externalReference: 'xrf',
  vendorCall: 'vca',
  pulledPayment: 'ppy',
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
  return `${PREFIXES[kind]}_${encode(lastMs, counter)}`
}

const POOL = new Uint8Array(4096)
let unused = 0

/** Random bytes are taken from the system by the page: a call for every id would cost more than the id. */
function nextByte(): number {
  if (unused === 0) {
    randomFillSync(POOL)
    unused = POOL.length
  }
  unused -= 1
  return POOL[unused] ?? 0
}

/** The 128 bits of the UUID as 26 digits of five bits, after two bits of zero. */
function encode(timeMs: number, count: number): string {
  const high = Math.floor(timeMs / 0x1_0000_0000)
  const low = timeMs % 0x1_0000_0000
  let text = ''
  let held = 0
  let bits = 2
  const push = (byte: number): void => {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
  }
  for (const byte of [high >>> 8, high, low >>> 24, low >>> 16, low >>> 8, low]) push(byte & 0xff)
  push(0x70 | (count >> 8))
  push(count & 0xff)
  push(0x80 | (nextByte() & 0x3f))
  for (let left = 7; left > 0; left--) push(nextByte())
  return text
}

/** Whether the text has the form of an id of this kind. */
export function isId(kind: IdKind, text: string): boolean {
  const prefix = `${PREFIXES[kind]}_`
  return text.startsWith(prefix) && SHAPE.test(text.slice(prefix.length))
}

/** A regular expression for the id, for schemas. */
export const idPattern = (kind: IdKind): RegExp => new RegExp(`^${PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
