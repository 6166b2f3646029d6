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
  codingRule: 'crl',
  layoutLesson: 'lls',
  invoice: 'inv',
  invoiceLine: 'inl',
  invoiceAdjustment: 'ina',
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
  intake: 'itk',
  intakeFile: 'itf',
  intakeAddress: 'iad',
  senderRule: 'snd',
  delivery: 'dlv',
  legalHold: 'lgh',
  deletion: 'ddl',
  retentionTerm: 'rtt',
  failedJob: 'fjb',
} as const

export type IdKind = keyof typeof PREFIXES

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SHAPE = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

let lastMs = 0
let counter = 0
/** The digits of lastMs: 48 bits after two of zero. */
let timeText = '0000000000'

/**
 * A new id. Within one process ids grow strictly, also inside one millisecond (UUIDv7 with a 12-bit counter,
 * RFC 9562 section 6.2 method 1), so text order keeps the order of creation.
 */
export function newId(kind: IdKind, nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    moveTo(nowMs)
  } else if (++counter > 0xfff) {
    moveTo(lastMs + 1)
  }
  // Version 7 and the counter are 16 bits: three digits and a bit, which shares its digit with the variant (binary 10).
  const versioned = 0x7000 | counter
  const fourth = ((versioned & 1) << 4) | 0b01000 | (nextRandom() & 0b11)
  const middle = PAIRS[versioned >> 6] + digit((versioned >> 1) & 31) + digit(fourth)
  return `${PREFIXES[kind]}_${timeText}${middle}${randomPair()}${randomPair()}${randomPair()}${randomPair()}${randomPair()}${randomPair()}`
}

function moveTo(ms: number): void {
  lastMs = ms
  counter = 0
  let text = ''
  for (let left = ms, place = 0; place < 10; place += 1, left = Math.floor(left / 32)) text = digit(left % 32) + text
  timeText = text
}

const digit = (value: number): string => ALPHABET[value] ?? ''
/** Two digits for each value of ten bits. */
const PAIRS = Array.from({ length: 1024 }, (_, value) => digit(value >> 5) + digit(value & 31))

const POOL = new Uint16Array(2048)
let unused = 0

/** Random bits are taken from the system by the page: a call for every id would cost more than the id. */
function nextRandom(): number {
  if (unused === 0) {
    randomFillSync(POOL)
    unused = POOL.length
  }
  unused -= 1
  return POOL[unused] ?? 0
}

const randomPair = (): string => PAIRS[nextRandom() & 1023] ?? ''

/** Whether the text has the form of an id of this kind. */
export function isId(kind: IdKind, text: string): boolean {
  const prefix = `${PREFIXES[kind]}_`
  return text.startsWith(prefix) && SHAPE.test(text.slice(prefix.length))
}

/** A regular expression for the id, for schemas. */
export const idPattern = (kind: IdKind): RegExp => new RegExp(`^${PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
