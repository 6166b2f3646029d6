import type { Choice } from './choice.ts'
import type { Label } from './find-labels.ts'
import { matchesOf } from './matches.ts'
import { CELL_GAP, isCode, type Span, textOf, withoutCodes } from './row.ts'
import { isPartOfCell, labelsAbove, labelsBetween, type Meaning, type Scene, type SceneRow } from './scene.ts'
import { POSTCODE } from './words/address-words.ts'
import type { Concept } from './words/concept.ts'

/** A token with a digit, as numbers of documents are printed: "F-2024/0012", "CS 10012", "INV/2023/03/0008". */
export const TOKEN = /(?<![\p{L}\d])[\p{L}\d]+(?:[-/._|][\p{L}\d]+)*(?![\p{L}\d])/gu
/** Letters set apart from their number: "CS 10012". */
const PREFIX = /(?<![\p{L}\d])[A-Z]{2,4} $/u
const MAX_LETTERS = 30
const MAX_TOKENS = 12

/** Labels whose number is another one than that of the document. */
const OTHERS: readonly Concept[] = [
  'order',
  'customer',
  'phone',
  'orgNumber',
  'vatNumber',
  'account',
  'iban',
  'giro',
  'kid',
  'project',
  'pageNo',
  'item',
  'terminal',
  'contract',
  'meter',
  'delivery',
  'bic',
  'reference',
  'quantity',
  'points',
  'buyer',
  'shipTo',
  'agent',
  'time',
  'period',
  'past',
]
const DATES: readonly Concept[] = ['date', 'dueDate']

/** Weights of a label of the document's number: alone, and when it speaks of another number too. */
const KINDS: readonly (readonly [concepts: readonly Concept[], alone: number, mixed: number])[] = [
  [['invoice', 'number'], 9, 5],
  [['creditNote', 'number'], 9, 5],
  [['receipt', 'number'], 7, 3],
  [['invoice'], 5, 0],
  [['creditNote'], 5, 0],
  [['receipt'], 4, 0],
]

/** A title alone in its cell over a number alone in its own is as plain as a label: "FAKTURA" over "10234". */
const TITLE = 7.5

const cellAt = ({ row, start }: Span): string =>
  (row.text.slice(0, start).split(CELL_GAP).at(-1) ?? '') + row.text.slice(start).split(CELL_GAP)[0]

const isTitle = ({ labels, way }: Meaning, token: Span): boolean => {
  const [label] = labels
  if (!label || labels.length > 1 || way !== 'above' || cellAt(token) !== textOf(token)) return false
  const isDocument = label.concepts.every((one) => one === 'invoice' || one === 'creditNote')
  return isDocument && cellAt(label) === textOf(label)
}

/** "Please quote invoice no. 4711": what a sentence says of a number is less than its own label. */
const SAID = 2

function isSaid({ labels, way }: Meaning): boolean {
  const first = labels.at(-1)
  if (!first || way !== 'beside') return false
  const before = first.row.text.slice(0, first.start).split(CELL_GAP).at(-1) ?? ''
  const words = before.match(/\p{L}{2,}/gu) ?? []
  return words.length > 1 && words.some((word) => /^\p{Ll}{3}/u.test(word))
}

function weigh(meaning: Meaning, token: Span): number {
  const { concepts, way } = meaning
  if (isTitle(meaning, token)) return TITLE
  const kind = KINDS.find(([asked]) => asked.every((one) => concepts.has(one)))
  if (!kind) return 0
  const [, alone, mixed] = kind
  let score = OTHERS.some((one) => concepts.has(one)) ? mixed : alone
  if (!concepts.has('number')) {
    if (DATES.some((one) => concepts.has(one))) score -= 5
    if (concepts.has('tax')) score -= 1
  }
  if (isSaid(meaning)) score -= SAID
  return way === 'above' ? score - 1 : score
}

/** Letters from a label to its number; "Rechnung des Versicherers (575) Nr. 12" says more with "Nr.". */
const REACH = 12
const REACH_OF_NR = 30

/** "Rechnung zur Versicherung Nr. 12": the number is that of the insurance. */
const OF_ANOTHER = /(?<!\p{L})(?:zur?|zum|for|f[üo]r|til|voor|pour)(?!\p{L})/iu

const isOnlyNumber = ({ concepts }: Label): boolean => concepts.every((one) => one === 'number')

/** Labels directly left of a token: nothing with a digit between. */
function meaningOf(scene: Scene, here: SceneRow, token: Span, valuesOf: (row: SceneRow) => readonly Span[]): Meaning {
  const labels: Label[] = []
  let edge = token.start
  for (const label of labelsBetween(here, 0, token.start).reverse()) {
    const between = here.row.text.slice(label.end, edge)
    // what stands in the cell before the label is of another block
    const isOther = between.includes(CELL_GAP) && (labels.length > 0 || isOfBlock(label) || isOfOtherBlock(label))
    const isOfNr = labels.length > 0 && labels.every(isOnlyNumber)
    const reach = isOfNr && !OF_ANOTHER.test(between) ? REACH_OF_NR : REACH
    if (/\d/.test(withoutCodes(between)) || edge - label.end > reach || isOther) break
    labels.push(label)
    edge = label.start
  }
  if (labels.length === 0) return labelsAbove(scene, token, valuesOf)
  const concepts = new Set<Concept>(labels.flatMap((label) => [...label.concepts]))
  if (/[#№°]/.test(here.row.text.slice(labels[0]?.end, token.start))) concepts.add('number')
  return { way: 'beside', labels, concepts }
}

/** Concepts of words that addresses and names have, too. */
const COMMON: readonly Concept[] = ['terminal', 'item', 'quantity', 'points', 'cash', 'service', 'freight', 'greeting']

/** "123 Main St   ACM-001": a word in the cell before that says nothing of a document. */
const isOfOtherBlock = (label: Label): boolean =>
  label.concepts.every((one) => COMMON.includes(one)) && isPartOfCell(label)

/** "Bill to" and the like stand over a block, and not beside a number of the next one. */
const BLOCKS: readonly Concept[] = ['buyer', 'shipTo', 'agent', 'seller', 'payee']
const isOfBlock = ({ concepts }: Label): boolean => concepts.every((one) => BLOCKS.includes(one))

/** "5611 EM Eindhoven" in a cell of its own, and no label right of it. */
function isPlace({ row, labels }: Pick<SceneRow, 'row' | 'labels'>, start: number, end: number): boolean {
  const before = row.text.slice(0, start)
  if (before !== '' && !before.endsWith(CELL_GAP)) return false
  const [cell = ''] = row.text.slice(start).split(CELL_GAP)
  const isLabelled = labels.some((label) => label.start >= end && label.start < start + cell.length)
  return !isLabelled && POSTCODE.exec(cell)?.index === 0
}

function tokensIn({ row, dates, amounts, labels }: SceneRow): Span[] {
  // eight digits that may be a date are a number as well: the label decides
  const taken = [
    ...dates.filter(({ isCompact }) => !isCompact),
    ...amounts.filter(({ decimals, isPercent }) => decimals === 2 || isPercent),
  ]
  const tokens: Span[] = []
  for (const match of matchesOf(TOKEN, row.text)) {
    if (!/\d/.test(match[0]) || match[0].length > MAX_LETTERS || tokens.length >= MAX_TOKENS) continue
    const end = match.index + match[0].length
    const label = labels.find((one) => one.start === match.index && one.end < end)
    // "No.1234" and "INV-NO.0207": the label is not of the number
    const own = label && /^[.:_]/.test(row.text.slice(label.end)) ? label.end + 1 : match.index
    const prefix = PREFIX.exec(row.text.slice(0, own))?.[0].length ?? 0
    const isLabel = labels.some((one) => one.start < own && one.end > own - prefix)
    const start = isLabel ? own : own - prefix
    // "00.123.456.7-2018-1" holds what could be an amount
    const isTaken =
      taken.some((one) => one.start < end && one.end > start && end - start - (one.end - one.start) < 3) ||
      isCode(row.text, start, end)
    if (!isTaken && !isPlace({ row, labels }, start, end)) tokens.push({ row, start, end })
  }
  return tokens
}

/** "061828591|01/10/2020|" goes on in the next line, and "2E9958F3 0010" behind a sign that was not read. */
export const isCut = ({ row, end }: Span): boolean => /^(?:[|/_]| \d{3,}(?=$| {3}))/.test(row.text.slice(end))

function shapeScore(token: Span): number {
  const text = textOf(token)
  if (/^[|/_]/.test(token.row.text.slice(token.end))) return -3
  const digits = text.match(/\d/g)?.length ?? 0
  if (digits < 2) return /\p{L}{3}/u.test(text) ? -1.5 : -3
  if (/^\d{1,2}:\d{2}/.test(text)) return -6
  return digits >= 3 ? 0.5 : -0.5
}

/** The number that the issuer gave the document. */
export function chooseNumber(scene: Scene): Choice<Span> | undefined {
  const options: { span: Span; text: string; score: number }[] = []
  const cache = new Map<number, readonly Span[]>()
  const valuesOf = (row: SceneRow): readonly Span[] => {
    const known = cache.get(row.row.index) ?? tokensIn(row)
    cache.set(row.row.index, known)
    return known
  }
  for (const here of scene.rows) {
    for (const token of valuesOf(here)) {
      const weight = weigh(meaningOf(scene, here, token, valuesOf), token)
      if (weight <= 0) continue
      const down = here.row.index / Math.max(scene.rows.length, 1)
      options.push({ span: token, text: textOf(token), score: weight + shapeScore(token) - down * 0.8 })
    }
  }
  const sorted = options.sort((a, b) => b.score - a.score)
  const [best] = sorted
  if (!best || best.score < 2) return undefined
  return { value: best.span, score: best.score, rival: sorted.find(({ text }) => text !== best.text)?.score ?? 0 }
}
