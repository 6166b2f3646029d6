import { matchesOf } from './matches.ts'
import type { Row, Span } from './row.ts'
import { SIGN_PATTERN, SIGNS } from './words/currency-signs.ts'

/** An amount as printed. */
export interface FoundAmount extends Span {
  /** Hundredths of the currency's unit, whatever the currency. */
  readonly cents: bigint
  /** Decimals printed: 2 for nearly every amount; 0 for "500", "500,-" and "1.500". */
  readonly decimals: number
  /** Code, or a sign that several currencies share ("kr", "$"). */
  readonly sign: string | undefined
  readonly isPercent: boolean
  /** The comma before its decimals was put back: a proposal for somebody to look at. */
  readonly isMended?: boolean
}

/** How thousands and decimals are printed: "1 234,50", "1.234,50", "1,234.50", "1'234.50", "1234,50", ".50". */
const FORMS = [
  String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d{1,2})?(?![\d.])`,
  String.raw`\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?(?!\d)`,
  String.raw`\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d{1,4})?(?!\d)`,
  String.raw`\d{1,3}(?:['’]\d{3})+(?:[.,]\d{1,2})?(?!\d)`,
  String.raw`\d+(?:[.,]\d{1,4}|\s[.,]\d{2}|[.,]\s\d{2})?(?!\d)`,
  String.raw`(?<!\d)[.,]\d{2}(?!\d)`,
]
const NUMBER = new RegExp(FORMS.join('|'), 'gu')
const SIGN_BEFORE = new RegExp(`(${SIGN_PATTERN})[\\s:]{0,8}[-–(]?\\s?$`, 'iu')
const SIGN_AFTER = new RegExp(`^(?:[.,][-–—]{1,2})?\\s{0,4}(${SIGN_PATTERN})`, 'iu')
const MINUS_BEFORE = new RegExp(`(?:^|[\\s:(~])[-–]\\s?(?:(?:${SIGN_PATTERN})\\s?)?$`, 'iu')
const MAX_DIGITS = 13

/** Digits and decimals of a number in one of the forms. */
function parseNumber(printed: string): { cents: bigint; decimals: number } | undefined {
  const parts = /^(.*?)(?:\s?[.,]\s?(\d{1,4}))?$/u.exec(printed)
  const [, head = '', tail = ''] = parts ?? []
  const isGrouped = /\D/.test(head)
  const isThousand =
    tail.length === 3 &&
    !/[\s'’]/.test(head) &&
    (isGrouped ? /^[\d.]+$|^[\d,]+$/.test(printed) : /^[1-9]\d{0,2}$/.test(head))
  const whole = head.replace(/\D/g, '') + (isThousand ? tail : '')
  const fraction = isThousand ? '' : tail
  if (whole.length > MAX_DIGITS) return undefined
  const cents = BigInt(whole || '0') * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2))
  return { cents, decimals: fraction.length }
}

/** Before a number that is an amount stands nothing, a space, a currency or a mark; not a letter, "/" or "#". */
const CODE_BEFORE = /[\p{L}\d/\\_#+]$|\d[-:.]$|\p{L}[-.]$|\d\s?:$/u
const TIMES_BEFORE = /(?:^|[\s\d])[x@]$/iu
const CODE_AFTER =
  /^(?:\d|[:/]\d|-\d|\s?[ap]\.?m\b|\p{L}\d|[.,]\d|\s?(?:days?|dager|dagar|dage|tage?n?|jours?|dagen|giorni|d[ií]as|dni)(?!\p{L}))/iu

function isMinus(before: string, after: string, decimals: number): boolean {
  if (MINUS_BEFORE.test(before)) return true
  return decimals > 0 && (/^-(?![\d\p{L}])/u.test(after) || (/\(\s?$/.test(before) && /^\s?\)/.test(after)))
}

function readAmount(row: Row, text: string, start: number, end: number): FoundAmount | undefined {
  const [before, after] = [text.slice(Math.max(0, start - 16), start), text.slice(end, end + 16)]
  const signBefore = SIGN_BEFORE.exec(before)?.[1]
  if (signBefore === undefined && CODE_BEFORE.test(before) && !TIMES_BEFORE.test(before)) return undefined
  const number = parseNumber(text.slice(start, end))
  if (!number || CODE_AFTER.test(after)) return undefined
  // "KR3M" is the code of an article
  if (signBefore !== undefined && number.decimals === 0 && /^\p{L}/u.test(after)) return undefined
  const sign = SIGNS[(signBefore ?? SIGN_AFTER.exec(after)?.[1] ?? '').toLowerCase()]
  const cents = isMinus(before, after, number.decimals) ? -number.cents : number.cents
  return { row, start, end, cents, decimals: number.decimals, sign, isPercent: /^\s?%/.test(after) }
}

/** The amounts of a row, left to right. What stands in `taken` (dates) is no amount. */
export function findAmounts(row: Row, taken: readonly Span[]): FoundAmount[] {
  let text = row.text
  if (!/\d/.test(text)) return []
  for (const { start, end } of taken) text = text.slice(0, start) + '~'.repeat(end - start) + text.slice(end)
  const found: FoundAmount[] = []
  for (const match of matchesOf(NUMBER, text)) {
    const amount = readAmount(row, text, match.index, match.index + match[0].length)
    if (amount) found.push(amount)
  }
  return found
}
