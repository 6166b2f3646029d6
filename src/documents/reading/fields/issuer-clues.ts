import type { Box } from '../page-words.ts'
import type { Label } from './find-labels.ts'
import { compact } from './fold.ts'
import { matchesOf } from './matches.ts'
import { endOfLegalForm, type NameLine } from './name-lines.ts'
import { boxOf, CELL_GAP, type Row, type Span, textOf } from './row.ts'
import type { Scene, SceneRow } from './scene.ts'
import { isStreet } from './sender-lines.ts'
import { POSTCODE } from './words/address-words.ts'
import type { Concept } from './words/concept.ts'

/** Who stands above the lines of a block: rows under a label "Bill to" are the buyer's. */
const BLOCK_ROWS = 6

const has = (line: NameLine, ...concepts: Concept[]): boolean =>
  line.labels.some((label) => concepts.some((one) => label.concepts.includes(one)))

const REGISTRATION =
  /(?:^|\(|\s)(?:co(?:mpany)?\W*)?(?:reg(?:istration)?\W*)?(?:no\W*)?\(?[a-z]{0,3}\d{4,10}\s?-?\s?[a-z]\)?\W*$/iu

const HOST = /(?:@|www\.|https?:\/\/(?:www\.)?)([\p{L}\d-]+(?:\.[\p{L}\d-]+)*)\.[a-z]{2,}/giu
/** Hosts of everybody's mail and pages. */
const SHARED_HOST = /^(?:gmail|hotmail|outlook|yahoo|facebook|live|icloud|online|com|co)$/

/** Names of the hosts of e-mail and web addresses on the page, without their endings. */
export function domains(scene: Scene): string[] {
  const found = new Set<string>()
  for (const { row } of scene.rows) {
    for (const [, host] of matchesOf(HOST, row.text)) {
      const core = compact(host?.split('.').at(-1) ?? '')
      if (core.length > 2 && !SHARED_HOST.test(core)) found.add(core)
    }
  }
  return [...found]
}

export const matchesDomain = ({ letters }: NameLine, hosts: readonly string[]): boolean =>
  hosts.some((host) => letters.includes(host) || (letters.length > 4 && host.includes(letters)))

/** Labels that a business has with its own name; the buyer's block rarely has them. */
const CONTACTS: readonly Concept[] = ['orgNumber', 'vatNumber', 'phone', 'email', 'iban']

const REGISTERED: readonly Concept[] = ['orgNumber', 'vatNumber']
/** The number of a business stands this close below its name. */
const NUMBER_ROWS = 3

/** Rows below the line that a letterhead has its place in. */
const PLACE_ROWS = 3

/** The rows right below, as far as a letterhead goes, with the cells that stand in the column of the box. */
const cellsBelow = (scene: Scene, { index, page }: Row, box: Box): Span[] =>
  scene.rows
    .slice(index + 1, index + 1 + PLACE_ROWS)
    .filter(({ row }) => row.page === page)
    .flatMap(({ cells }) => cells.filter((cell) => boxOf(cell).x < box.x + box.width && isRightOf(cell, box.x)))

const isRightOf = (cell: Span, x: number): boolean => {
  const box = boxOf(cell)
  return box.x + box.width > x
}

/**
 * "Name   Street 12": an address that begins right of the name is of its letterhead, and so is what stands below that.
 * Where it is no plain street, its place must follow below it, and nothing stand below the name.
 */
function addressBeside(scene: Scene, line: NameLine): Box | undefined {
  const row = scene.rows[line.span.row.index]
  const cell = row?.cells.find((one) => one.start > line.span.end)
  if (!cell || endOfLegalForm(textOf(cell)) !== undefined) return undefined
  const [own, beside] = [boxOf(line.span), boxOf(cell)]
  if (isStreet(textOf(cell).trim())) return beside
  const isAlone = cellsBelow(scene, line.span.row, own).length === 0
  return isAlone && cellsBelow(scene, line.span.row, beside).some((one) => POSTCODE.test(textOf(one)))
    ? beside
    : undefined
}

/** Rows below a name say whose it is: numbers of a business, phone and bank are the issuer's. */
export function contactScore(scene: Scene, line: NameLine): number {
  const box = boxOf(line.span)
  const [left, right] = [box.x - box.height * 4, box.x + box.width + box.height * 4]
  const { index, page } = line.span.row
  const rows = scene.rows.slice(index, index + BLOCK_ROWS + 1).filter(({ row }) => row.page === page)
  const beside = addressBeside(scene, line)
  const near = rows.flatMap(({ row, labels }) =>
    labels.filter(
      (label) =>
        row.index === index ||
        (label.left < right && label.right > left) ||
        (beside && label.left >= beside.x - box.height && label.left < beside.x + Math.max(beside.width, box.width)),
    ),
  )
  const found = CONTACTS.filter((one) => near.some(({ concepts }) => concepts.includes(one)))
  const isNumbered = near.some(
    ({ row, concepts }) => row.index - index <= NUMBER_ROWS && REGISTERED.some((one) => concepts.includes(one)),
  )
  const isRegistered = rows.slice(0, 2).some(({ row }) => REGISTRATION.test(row.text))
  return found.length * 0.5 + (isRegistered ? 2 : isNumbered ? 1 : 0)
}

/** Labels of those who did not issue the document. */
const ANOTHER: readonly Concept[] = ['buyer', 'shipTo', 'agent']

/** What a label says of a name that stands so many rows below it; undefined when it says nothing. */
function scoreOfLabel({ concepts }: Label, above: number): number | undefined {
  if (concepts.includes('formerly') && above <= 1) return -5
  if (concepts.includes('seller')) return above <= 1 ? 6 : 1
  // whom to pay is mostly the issuer, but may be who bought its claims
  if (concepts.includes('payee')) return above <= 1 ? 3 : 0.5
  return ANOTHER.some((one) => concepts.includes(one)) ? -9 : undefined
}

/** "Seller   Name", but not "Seller GmbH   Weg 1": a label left of a name is all of its cell. */
function isPlainLabel({ row }: SceneRow, label: Label, line: NameLine): boolean {
  const [after = '', ...others] = row.text.slice(label.end, line.span.start).split(CELL_GAP)
  const before = row.text.slice(0, label.start).split(CELL_GAP).at(-1) ?? ''
  return others.length === 0 || !/[\p{L}\d]/u.test(before + after)
}

/** A label over a name begins its cell; "Lieferant GmbH" is a name itself. */
function isHeading({ row }: SceneRow, label: Label): boolean {
  const before = row.text.slice(0, label.start)
  const [after = ''] = row.text.slice(label.end).split(CELL_GAP)
  const isFirst = before.trim() === '' || before.endsWith(CELL_GAP)
  return (
    isFirst && (after.includes(':') || endOfLegalForm(row.text.slice(label.start, label.end) + after) === undefined)
  )
}

/** "To," alone in its cell over a name: short words that are no labels elsewhere. */
const ADDRESSED = /^\s*(?:to|til|till|an|aan|à|m\/s)\s*[,:]?\s*$/iu

const isAddressed = ({ cells }: SceneRow, left: number, right: number): boolean =>
  cells.some((cell) => {
    if (cell.end - cell.start > 6 || !ADDRESSED.test(textOf(cell))) return false
    const { x, width } = boxOf(cell)
    return x < right && x + width > left
  })

/** What the first label of a row says of the line so many rows below it. */
function scoreIn(row: SceneRow, line: NameLine, above: number, { left, right }: { left: number; right: number }) {
  for (const label of row.labels) {
    const score = scoreOfLabel(label, above)
    if (score === undefined) continue
    const speaks =
      above === 0
        ? label.end <= line.span.start + 1 && isPlainLabel(row, label, line)
        : label.left < right && label.right > left && isHeading(row, label)
    if (speaks) return score
  }
  return undefined
}

/** Points against a line below a label of the buyer, points for one below or beside a label of the seller. */
export function partyScore(scene: Scene, line: NameLine): number {
  const box = boxOf(line.span)
  const [left, right] = [box.x - box.height, box.x + Math.max(box.width, box.height * 6)]
  for (let above = 0; above <= BLOCK_ROWS; above++) {
    const row = scene.rows[line.span.row.index - above]
    if (!row || row.row.page !== line.span.row.page) return 0
    const said = above === 1 && isAddressed(row, left, right) ? -9 : scoreIn(row, line, above, { left, right })
    if (said !== undefined) return said
  }
  return 0
}

/** "Ship to: Name" in one cell. */
const isOfAnother = ({ span, labels }: NameLine): boolean =>
  labels.some(
    ({ concepts, start, end }) =>
      start === span.start && ANOTHER.some((one) => concepts.includes(one)) && /^\s*:/.test(span.row.text.slice(end)),
  )

/** Points against a line that says what a value is, and so names nobody; the name of a company may hold such words. */
function labelScore(line: NameLine): number {
  const isDocumentWord = has(line, 'invoice', 'receipt', 'creditNote', 'taxTable')
  if (line.hasLegalForm) return line.labelShare > 0.7 ? -1 : 0
  if (line.labelShare > 0.7) return -6
  if (isDocumentWord && line.labelShare > 0.4) return -5
  return line.labelShare > 0.35 ? -1.5 : 0
}

/** What a line says of itself for being a name. */
export function lineScore(line: NameLine): number {
  let score = labelScore(line)
  if (isOfAnother(line)) score -= 9
  if (line.hasLegalForm) score += 4
  else if (line.hasTradeWord) score += 1.5
  if (line.isAddress) score -= 6
  if (has(line, 'phone', 'email', 'person', 'greeting', 'formerly', 'orgNumber', 'vatNumber', 'number'))
    score -= line.hasLegalForm ? 1 : 4
  if (has(line, 'formerly')) score -= 4
  if (/\d{4,}/.test(line.text)) score -= 2
  if (/^\p{Ll}/u.test(line.text)) score -= /\s/.test(line.text) ? 1.5 : 0.5
  return score
}
