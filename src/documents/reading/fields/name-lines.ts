import type { Label } from './find-labels.ts'
import { compact, fold, lettersIn } from './fold.ts'
import { around, boxOf, type Span, textOf } from './row.ts'
import type { Scene, SceneRow } from './scene.ts'
import { ADDRESS_WORDS, HOUSE, LONE_STREET, POSTCODE, STREET } from './words/address-words.ts'
import { FORMS_BEFORE, LONG_FORMS, SHORT_FORMS, TRADE_WORDS } from './words/legal-forms.ts'

const LONG = new RegExp(
  `(?:^|[\\s,.(&)])(?:${LONG_FORMS.join('|')}|(?:s[a-z0-9]n|[a-z0-9]dn|sd[a-z0-9])\\.?\\s(?:bh[a-z0-9]|b[a-z0-9]d|[a-z0-9]hd))\\.?(?=$|[\\s,;:()|\\-])`,
  'iu',
)
const SHORT = new RegExp(
  `(?<=[\\p{L}\\d.&)'’]{2}\\s+)(?:${SHORT_FORMS.join('|')})(?=\\s*$|\\s*[,;:()|]|\\s+[-–]\\s|\\s+\\d|\\s+(?:NO|Org|org|ORG|Foretak|VAT))`,
  'u',
)

/** "AB Svensson", "Société Martin": the form goes before the name. */
const BEFORE = new RegExp(`^(?:${FORMS_BEFORE.join('|')})\\s+\\p{Lu}\\p{L}+(?:\\s\\p{L}+){0,4}$`, 'u')

/** Where the legal form of a name ends in the text; undefined where there is none. */
export function endOfLegalForm(text: string): number | undefined {
  const found = LONG.exec(text) ?? SHORT.exec(text)
  if (found) return found.index + found[0].length
  return BEFORE.test(text) ? text.length : undefined
}

/** Two words that end a name and that an OCR sees with one letter wrong. */
const TWO_WORD_FORM = /(?<=\s)(S[A-Z0-9]N|[A-Z0-9]DN|SD[A-Z0-9])(\.?\s)(BH[A-Z0-9]|B[A-Z0-9]D|[A-Z0-9]HD)(?=\.?$)/u

/** "TRADING.SDN BHD": a point where a space was printed. */
const POINT_BEFORE_FORM = /(?<=\p{L}{3})[.,](?=SDN\.?\sBHD\.?$)/u

/** The name with its legal form as it is spelt. */
export const mendLegalForm = (name: string): string =>
  name.replace(TWO_WORD_FORM, (_, __, space) => `SDN${space}BHD`).replace(POINT_BEFORE_FORM, ' ')

/** Whether the text is nothing but the end of a name: "SDN BHD", "CO. (M) SDN BHD", "(SEMENYIH) SDN BHD". */
export function isTailOfName(text: string): boolean {
  const end = endOfLegalForm(text)
  if (end === undefined) return false
  const form = LONG.exec(text) ?? SHORT.exec(text)
  const head = text
    .slice(0, form?.index ?? 0)
    .replace(/\bco\b\.?|\([^)]*\)|[.,&\s]|\bcompany\b|\benterprises?\b|\btrading\b/giu, '')
  return head === '' || (head.includes(')') && !head.includes('('))
}

/** A line of a page that could be the name of somebody. */
export interface NameLine {
  readonly span: Span
  readonly text: string
  /** As names are compared. */
  readonly letters: string
  readonly hasLegalForm: boolean
  readonly hasTradeWord: boolean
  readonly isAddress: boolean
  /** Share of the letters that are words of labels: "Tax invoice" is all label. */
  readonly labelShare: number
  readonly labels: readonly Label[]
  readonly height: number
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\d']+/u)
    .filter((word) => word !== '')

/** Words of a trade beside others: "Bistro & Cafe" alone says what a business is, not what it is called. */
function hasTradeWord(words: readonly string[]): boolean {
  const trade = words.filter((word) => TRADE_WORDS.has(word)).length
  return trade > 0 && trade < words.length
}

function isAddressLine(text: string, words: readonly string[]): boolean {
  if (STREET.test(text) || POSTCODE.test(text) || HOUSE.test(text) || LONE_STREET.test(text)) return true
  return words.some((word) => ADDRESS_WORDS.has(word)) && (/\d/.test(text) || /,\s*$/.test(text))
}

/** What stands before a name on its line and what follows it (registration numbers) is not of the name. */
const LEAD = /^(?:\s*(?:welcome to|velkommen til|willkommen bei|m\/s\.?)\s+|[\s*\-–=_|.:~"'`^]+)/iu
const TAIL =
  /\s*[([]\s*(?:co\.?|company|reg\.?|roc|no\.?|gst|formerly)\b.*$|\s*\(\s*(?:[a-z]{0,4}\d{4,12}[a-z\d]*\s?[-.]?\s?[a-z]?|\d{5,8}\s?-?\s?[a-z])\s*\)?.*$|\s+(?:[a-z]{0,2}\d{5,9}\s?-\s?[a-z])\b.*$|\s*,?\s+(?:org\.?\s?(?:nr|no)|cvr|vat|foretaksreg|kvk|siren|siret|btw|ust)\b.*$|[\s*\-–=_|,:;~"`^]+$/iu

/** Parts behind a name that are taken off one by one. */
const MAX_TAILS = 3

/** What follows a name in its line without a gap: a department, a mail address, or the street before its place. */
const AFTER = /\s+(?:(?:Abteilung|Abt\.|Department|Dept\.?|Avdeling|Avd\.?)\s.*|\S+@\S+\.\p{L}{2,}.*)$/iu
const STREET_AFTER =
  /^(\p{L}[\p{L}.&' -]{3,}?)\s+\p{Lu}[\p{L}-]*(?:str(?:aße|asse|\.)|weg|platz|gata|gate|veien|straat)\s\d.*\d{4}.*$/u

/** The name without what is printed around it. */
export function cleanName(text: string): string {
  let name = text.replace(LEAD, '').replace(AFTER, '').replace(STREET_AFTER, '$1')
  for (let again = 0; again < MAX_TAILS; again++) {
    const before = name
    name = name.replace(TAIL, '')
    if (name === before) break
  }
  return withoutTail(firstPart(name)).replace(/\s+/g, ' ').trim()
}

const NUMBER_BEHIND = /\s\d{1,4}$/

/** "Markwald SAS 38": a legal form ends the name, a number behind it is none of it. */
function withoutTail(name: string): string {
  if (!NUMBER_BEHIND.test(name)) return name
  const end = endOfLegalForm(name)
  return end !== undefined && /^\s+\d{1,4}$/.test(name.slice(end)) ? name.slice(0, end) : name
}

const PART = /\s+[-–—·•|:]\s+|\s*[·•|]\s*|,\s+(?=\d)/u
const CAPITAL = /\s+(?:au capital|with capital|med aksjekapital)\b.*$/iu

/** "Muster GmbH - Weg 1 - 12345 Ort": the sender's line of an envelope's window begins with the name. */
function firstPart(name: string): string {
  const whole = name.replace(CAPITAL, '')
  const parts = whole.split(PART)
  const [first = ''] = parts
  const rest = parts.slice(1).join(' ')
  const isLine =
    parts.length > 1 &&
    /\p{L}{3}/u.test(first) &&
    (endOfLegalForm(first) !== undefined || STREET.test(rest) || POSTCODE.test(rest))
  return isLine ? first : whole
}

/** Fewer are a sign or the head of a column; a sentence is no name either. */
const LEAST_LETTERS = 3
const MAX_NAME_WORDS = 10

/** Whether the cell has what a name has: letters, and not a date, an amount with cents, a phone number or an address on the web. */
function isNameLike(text: string, words: readonly string[]): boolean {
  const letters = lettersIn(text)
  const digits = text.match(/\d/g)?.length ?? 0
  if (!/\p{L}{3}/u.test(text) && endOfLegalForm(text) === undefined && !/\p{L}\s?&\s?\p{L}/u.test(text)) return false
  if (letters < LEAST_LETTERS || digits > letters || text.length > 90) return false
  if (/@|www\.|https?:|\.(?:com|no|se|dk|de|fr|nl|net|org)\b/iu.test(text) && !/\s/.test(text.trim())) return false
  return words.length <= MAX_NAME_WORDS && !/\S@\S+\.\p{L}/u.test(text)
}

/** "Issuer: Name": what stands after a label of the seller in the same cell is a line of its own. */
function afterLabel(cell: Span, { row, labels }: SceneRow): Span | undefined {
  const label = labels.find(
    ({ concepts, start, end }) =>
      concepts.some((one) => one === 'seller' || one === 'payee') && start >= cell.start && end < cell.end,
  )
  const gap = label && /^\s*(?::|\.(?=\s))\s*(?=\S)/u.exec(row.text.slice(label.end, cell.end))
  return gap ? { row, start: label.end + gap[0].length, end: cell.end } : undefined
}

function lineOf(cell: Span, { labels, dates, amounts }: SceneRow): NameLine | undefined {
  const inside = (span: Span): boolean => span.start >= cell.start && span.end <= cell.end
  const printed = textOf(cell)
  if (
    lettersIn(printed) < LEAST_LETTERS ||
    /:\s*$/.test(printed) ||
    dates.some(inside) ||
    amounts.some((one) => inside(one) && one.decimals === 2)
  )
    return undefined
  const text = cleanName(printed)
  const words = wordsOf(text)
  if (!isNameLike(text, words)) return undefined
  const mine = labels.filter(inside)
  const letters = text.match(/[\p{L}\d]/gu)?.length ?? 1
  const labelled = mine.reduce((sum, { start, end }) => sum + (end - start), 0)
  const legal = endOfLegalForm(text) !== undefined
  return {
    span: cell,
    text,
    letters: compact(text),
    hasLegalForm: legal,
    hasTradeWord: hasTradeWord(words),
    isAddress: isAddressLine(text, words) && !(legal && !HOUSE.test(text)),
    labelShare: labelled / letters,
    labels: mine,
    height: boxOf(cell).height,
  }
}

/** The lines that could be names, in reading order. */
export const nameLines = (scene: Scene): NameLine[] =>
  scene.rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const line = lineOf(afterLabel(cell, row) ?? cell, row)
      return line ? [line] : []
    }),
  )

const isOpen = (text: string): boolean => (text.match(/\(/g)?.length ?? 0) > (text.match(/\)/g)?.length ?? 0)

/** Whether a line continues the name above it: directly below, in the same column, and only the end of a name. */
export function continues(upper: NameLine, lower: NameLine, next?: NameLine): boolean {
  if (lower.span.row.index - upper.span.row.index !== 1 || lower.span.row.page !== upper.span.row.page) return false
  const [a, b] = [boxOf(upper.span), boxOf(lower.span)]
  if (a.x > b.x + b.width || b.x > a.x + a.width || b.y - (a.y + a.height) > 1.5 * Math.max(a.height, b.height))
    return false
  if (isOpen(upper.text)) return true
  const rest = isOpen(lower.text) && next?.span.row.index === lower.span.row.index + 1 ? ` ${next.text}` : ''
  return !upper.hasLegalForm && isTailOfName(lower.text + rest)
}

export const boxOfLines = (lines: readonly NameLine[]) => around(lines.map(({ span }) => boxOf(span)))
