import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, equals, formatDecimal, sum, ZERO } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'
import type { VatCode } from '#src/ledger/index.ts'
import { type ManualLine, manualLine } from './arrival/manual-receipt.ts'
import { type Provenance, proposedFor } from './coding/provenance.ts'
import type { ReceiptLine } from './receipt.ts'

/** New coding of a line, and new facts where the line is not the document's own. */
export interface ChangedLine extends ManualLine {
  /** The line that it is about, from 1; its place in the list when left out. Named more than once = split. */
  readonly lineNumber?: number | undefined
}

export interface LineGround {
  /** The lines are those of an e-invoice: their facts stay, and they may only be coded and split. */
  readonly isFact: boolean
  readonly vatCodes: readonly VatCode[]
  readonly on: BookDate
  /** Who changes them, and when. */
  readonly by: { readonly name: string; readonly at: Date }
}

/**
 * The lines after a person's changes. Lines that are not named stay as they are. A line that is named several times is
 * split: each part says its net amount, and together they are the line (`receipt_split_unbalanced`). Beyond the last
 * line new ones are added, unless the lines are facts (`receipt_line_unknown`).
 */
export function changeLines(
  lines: readonly ReceiptLine[],
  changes: readonly ChangedLine[],
  ground: LineGround,
): ReceiptLine[] {
  const byNumber = Map.groupBy(changes, (change) => change.lineNumber ?? changes.indexOf(change) + 1)
  const changed = lines.flatMap((line, index) => {
    const [first, ...more] = byNumber.get(index + 1) ?? []
    if (!first) return [line]
    return more.length === 0
      ? [changeLine(line, first, index, ground)]
      : splitLine(line, [first, ...more], index, ground)
  })
  const added = [...byNumber].filter(([number]) => number > lines.length).sort(([a], [b]) => a - b)
  if (added[0] && ground.isFact) {
    const [number] = added[0]
    fail('receipt_line_unknown', `The invoice has no line ${number}; it has ${lines.length}.`, {
      errors: [{ pointer: '/lines', code: 'receipt_line_unknown', message: `no line ${number}` }],
    })
  }
  return [...changed, ...added.flatMap(([, parts]) => parts.map((part) => addedLine(part, ground)))]
}

const addedLine = (part: ChangedLine, ground: LineGround): ReceiptLine => {
  const line = manualLine(part, ground.vatCodes, ground.on)
  return line.account === null ? line : { ...line, provenance: ofPerson(line, ground.by, false) }
}

function changeLine(line: ReceiptLine, change: ChangedLine, index: number, ground: LineGround): ReceiptLine {
  if (!ground.isFact) return { ...merged(line, change, ground), ...codingOf(line, change, ground) }
  demandSame(line.net, change.net, `/lines/${index}/net`)
  demandSame(line.vatRate, change.vatRate, `/lines/${index}/vatRate`)
  return { ...line, ...codingOf(line, change, ground) }
}

/** The new facts of a line, the old ones where the change does not say. */
function merged(line: ReceiptLine, change: ChangedLine, { vatCodes, on }: LineGround): ReceiptLine {
  const isCodeNew = change.vatCode !== undefined && change.vatCode !== line.vatCode
  const facts = {
    description: change.description ?? line.description ?? undefined,
    quantity: change.quantity ?? line.quantity ?? undefined,
    unitPrice: change.unitPrice ?? line.unitPrice ?? undefined,
    net: change.net ?? (change.quantity || change.unitPrice ? undefined : (line.net ?? undefined)),
    vatRate: change.vatRate ?? (isCodeNew ? undefined : (line.vatRate ?? undefined)),
    vatCode: change.vatCode === undefined ? line.vatCode : change.vatCode,
  }
  return { ...manualLine(facts, vatCodes, on), documentLine: line.documentLine, item: line.item, unit: line.unit }
}

type GivenCoding = Pick<ChangedLine, 'account' | 'vatCode' | 'dimensions'>

/** The coding after a person's change. An account that he takes away is proposed anew. */
function codingOf(line: ReceiptLine, given: GivenCoding, { by }: Pick<LineGround, 'by'>, isSplit = false) {
  const account = given.account === undefined ? line.account : given.account
  const isPerson = account !== null && (given.account !== undefined || isSplit)
  const source = isPerson ? { codedBy: 'person' as const, provenance: ofPerson(line, by, isSplit) } : NO_SOURCE
  return {
    account,
    ...(isPerson || account === null ? source : { codedBy: line.codedBy, provenance: line.provenance }),
    vatCode: given.vatCode === undefined ? line.vatCode : given.vatCode,
    dimensions: given.dimensions ?? line.dimensions,
  }
}

const NO_SOURCE = { codedBy: null, provenance: null }

const ofPerson = ({ provenance }: ReceiptLine, by: LineGround['by'], isSplit: boolean): Provenance => ({
  source: 'person',
  by: by.name,
  at: by.at.toISOString(),
  replaces: proposedFor(provenance),
  wasSplit: isSplit || (provenance?.source === 'person' && provenance.wasSplit),
})

function splitLine(line: ReceiptLine, parts: readonly ChangedLine[], index: number, ground: LineGround): ReceiptLine[] {
  const total = sum(parts.map(({ net }) => net ?? ZERO))
  const isWhole = line.net !== null && equals(total, line.net)
  if (!isWhole || parts.some(({ net }) => net === undefined)) {
    const message = `the parts add up to ${formatDecimal(total)} and the line is ${formatDecimal(line.net ?? ZERO)}`
    fail('receipt_split_unbalanced', `Give every part of line ${index + 1} its net amount: ${message}.`, {
      errors: [{ pointer: '/lines', code: 'receipt_split_unbalanced', message }],
    })
  }
  return parts.map((part) => {
    const description = part.description ?? line.description
    const share = { ...line, description, net: part.net ?? ZERO, quantity: null, unitPrice: null }
    if (ground.isFact) demandSame(line.vatRate, part.vatRate, `/lines/${index}/vatRate`)
    return { ...share, ...codingOf(line, part, ground, true) }
  })
}

function demandSame(fact: Decimal | null, given: Decimal | undefined, pointer: string): void {
  if (given === undefined || (fact !== null && equals(fact, given))) return
  factDeclared(pointer, fact === null ? 'nothing' : formatDecimal(fact))
}

/** Refuses to overwrite what a received document says (design rule 8). */
export function factDeclared(pointer: string, said: string): never {
  fail(
    'receipt_fact_declared',
    `The document itself says ${said}; what it declares stays. Reject it to ask for another.`,
    {
      errors: [{ pointer, code: 'receipt_fact_declared', message: `the document says ${said}` }],
    },
  )
}

export interface ChangedAdjustment {
  /** The allowance or charge that it is about, from 1, in the order in which the receipt shows them. */
  readonly adjustment: number
  readonly account?: string | null | undefined
  readonly vatCode?: string | null | undefined
  readonly dimensions?: Readonly<Record<string, string>> | undefined
}

/** Allowances and charges with new coding; an account of its own takes one out of the lines' share. */
export function changeAdjustments(
  adjustments: readonly ReceiptLine[],
  changes: readonly ChangedAdjustment[],
  by: LineGround['by'],
): ReceiptLine[] {
  for (const { adjustment } of changes) {
    if (adjustment <= adjustments.length) continue
    fail('receipt_line_unknown', `The receipt has no allowance or charge ${adjustment}.`)
  }
  return adjustments.map((line, index) => {
    const change = changes.findLast(({ adjustment }) => adjustment === index + 1)
    return change ? { ...line, ...codingOf(line, change, { by }) } : line
  })
}
