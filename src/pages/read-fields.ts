import { FIELD_NAMES, type Field, type FieldName, SURE } from '#src/documents/reading/fields/index.ts'
import type { Box } from '#src/documents/reading/index.ts'
import { equals, parseDecimal } from '#src/kernel/decimal.ts'
import { numberKey, READ_POINTERS, type wireReceipt } from '#src/receipts/index.ts'

type WiredReceipt = ReturnType<typeof wireReceipt>
type Reading = NonNullable<WiredReceipt['reading']>

const NO_READING = { status: 'done', problem: null, readAt: null, progress: null } as const

export type QuarterTurn = 0 | 90 | 180 | 270

/** A field that was read from the pages of a receipt, beside what the receipt says of it now. */
export interface ReadField {
  readonly name: FieldName
  readonly read: Field
  /** What the receipt says, in its wire form; null = nothing. */
  readonly said: string | null
  /** The receipt still says what was read. */
  readonly isAsRead: boolean
  readonly isSure: boolean
}

/** A page of a receipt as it is shown: upright, with the boxes of its fields in its own unit. */
export interface ShownPage {
  /** From 1, in the document. */
  readonly page: number
  readonly width: number
  readonly height: number
  readonly turn: QuarterTurn
  readonly fields: readonly (ReadField & { readonly box: Box })[]
}

/** The value at a JSON pointer of two steps at the most. */
export function saidOf(receipt: WiredReceipt, name: FieldName): string | null {
  const steps = READ_POINTERS[name].slice(1).split('/')
  let value: unknown = receipt
  for (const step of steps) value = (value as Readonly<Record<string, unknown>> | null)?.[step]
  return typeof value === 'string' ? value : null
}

/** The field that stands at a JSON pointer of a receipt. */
export const fieldAt = (pointer: string): FieldName | undefined =>
  FIELD_NAMES.find((name) => READ_POINTERS[name] === pointer)

/** Amounts by their worth, all else by its letters and digits: "1042 " is 1042. */
function isSame(said: string | null, read: string): boolean {
  if (said === null) return false
  const [a, b] = [parseDecimal(said), parseDecimal(read)]
  return (a && b && equals(a, b)) || numberKey(said) === numberKey(read)
}

/** What was read of the receipt, by field; empty for one that nobody had to read. */
export function readFieldsOf(receipt: WiredReceipt): ReadonlyMap<FieldName, ReadField> {
  const fields = Object.entries(receipt.reading?.fields ?? {}) as [FieldName, Field | null][]
  return new Map(
    fields.flatMap(([name, read]) => {
      if (!read) return []
      const said = saidOf(receipt, name)
      return [[name, { name, read, said, isAsRead: isSame(said, read.value), isSure: read.confidence >= SURE }]]
    }),
  )
}

/**
 * The pages of a document that nobody had to read, such as a PDF with an e-invoice inside, with a box where the receipt's
 * own values stand. What the pages say otherwise is not shown as a field.
 */
export function pagesBeside(receipt: WiredReceipt, { pages, fields }: Pick<Reading, 'pages' | 'fields'>): ShownPage[] {
  const own = FIELD_NAMES.map((name) => {
    const read = fields[name]
    return [name, read && isSame(saidOf(receipt, name), read.value) ? read : null] as const
  })
  const reading = { ...NO_READING, pages, fields: Object.fromEntries(own) as Reading['fields'] }
  return shownPagesOf({ ...receipt, reading }).map((page) => ({
    ...page,
    fields: page.fields.map((field) => ({ ...field, isSure: true })),
  }))
}

/** The receipt's own pages of its document: one file may hold several receipts. */
export function shownPagesOf(receipt: WiredReceipt): ShownPage[] {
  const fields = [...readFieldsOf(receipt).values()]
  return (receipt.reading?.pages ?? []).map(({ page, width, height, tilt = 0 }) => {
    const turn = quarterOf(tilt)
    const isAcross = turn % 180 !== 0
    const own = fields.flatMap((field) =>
      field.read.page === page && field.read.box
        ? [{ ...field, box: turnedBox(field.read.box, { width, height }, turn) }]
        : [],
    )
    return { page, turn, fields: own, width: isAcross ? height : width, height: isAcross ? width : height }
  })
}

/** Part of the smaller of two boxes that the other covers when they are one place of the page. */
const SAME_PLACE = 0.8

type BoxedField = ShownPage['fields'][number]

/** Fields of a page by the place where they stand: the total is what is to be paid on most pages, and is printed once. */
export function byPlace(fields: readonly BoxedField[]): BoxedField[][] {
  const places: BoxedField[][] = []
  for (const field of fields) {
    const place = places.find(([first]) => first && covers(first.box, field.box))
    if (place) place.push(field)
    else places.push([field])
  }
  return places
}

function covers(a: Box, b: Box): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return across > 0 && down > 0 && across * down >= SAME_PLACE * Math.min(a.width * a.height, b.width * b.height)
}

/** The nearest quarter turn that makes lines level; a crooked scan is shown as it is, one on its side is not. */
const quarterOf = (tilt: number): QuarterTurn => ((((Math.round(tilt / 90) % 4) + 4) % 4) * 90) as QuarterTurn

export interface Size {
  readonly width: number
  readonly height: number
}

/** Where a box of a page lies when the page is turned clockwise. */
export function turnedBox({ x, y, width, height }: Box, page: Size, turn: QuarterTurn): Box {
  if (turn === 90) return { x: page.height - y - height, y: x, width: height, height: width }
  if (turn === 180) return { x: page.width - x - width, y: page.height - y - height, width, height }
  if (turn === 270) return { x: y, y: page.width - x - width, width: height, height: width }
  return { x, y, width, height }
}
