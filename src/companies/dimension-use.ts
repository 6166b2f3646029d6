import { type FieldError, fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { findUnusableDimensions } from './dimension.store.ts'

/** Values by the code of their dimension: `{ project: 'P-104' }`. */
type Coded = Readonly<Record<string, string>>

export type DimensionFault = 'dimension_unknown' | 'dimension_value_unknown' | 'dimension_value_closed'

/** One dimension of a line with its value, in one company. */
export interface DimensionPair {
  readonly companyId: string
  readonly dimension: string
  readonly value: string
}

/** What speaks against pairs of dimension and value; what is not in it may be used. */
export type UnusableDimensions = ReadonlyMap<string, DimensionFault>

const NONE: UnusableDimensions = new Map()

const keyOf = ({ companyId, dimension, value }: DimensionPair): string => `${companyId}\n${dimension}\n${value}`

/**
 * Which of the pairs cannot be used: the company has no such dimension, the dimension no such value, or the value is
 * closed. One query for all of them, of however many companies; none when nothing is coded.
 */
export async function unusableDimensions(cx: Cx, pairs: readonly DimensionPair[]): Promise<UnusableDimensions> {
  if (pairs.length === 0) return NONE
  const distinct = new Map(pairs.map((pair) => [keyOf(pair), pair]))
  const rows = await findUnusableDimensions(cx, [...distinct.values()])
  return new Map(rows.map(({ fault, ...pair }) => [keyOf(pair), fault]))
}

export const pairsOf = (companyId: string, coded: Coded): DimensionPair[] =>
  Object.entries(coded).map(([dimension, value]) => ({ companyId, dimension, value }))

/** What a line, a rule or a party is coded with, and where in the request it stands. */
export interface SaidDimensions {
  /** JSON pointer of the object, such as `/lines/0/dimensions`. */
  readonly pointer: string
  readonly dimensions: Coded | undefined
}

/** What is left of a coding without the values that cannot be used. */
export const usableOf = (companyId: string, coded: Coded, unusable: UnusableDimensions): Coded =>
  Object.fromEntries(
    pairsOf(companyId, coded).flatMap((pair) => (unusable.has(keyOf(pair)) ? [] : [[pair.dimension, pair.value]])),
  )

/** Each value that cannot be used, with the pointer to it. */
export function dimensionFaults(
  companyId: string,
  said: readonly SaidDimensions[],
  unusable: UnusableDimensions,
): FieldError[] {
  if (unusable.size === 0) return []
  return said.flatMap(({ pointer, dimensions = {} }) =>
    pairsOf(companyId, dimensions).flatMap((pair) => {
      const code = unusable.get(keyOf(pair))
      return code ? [{ pointer: `${pointer}/${escaped(pair.dimension)}`, code, message: messageOf(code, pair) }] : []
    }),
  )
}

/** RFC 6901, 3. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

const MESSAGES: Readonly<Record<DimensionFault, (pair: DimensionPair) => string>> = {
  dimension_unknown: ({ dimension }) => `The company has no dimension ${dimension}.`,
  dimension_value_unknown: ({ dimension, value }) => `The dimension ${dimension} has no value ${value}.`,
  dimension_value_closed: ({ dimension, value }) => `The value ${value} of the dimension ${dimension} is closed.`,
}

const messageOf = (fault: DimensionFault, pair: DimensionPair): string => MESSAGES[fault](pair)

/** Refuses the first of the faults as the problem, all of them with their pointers. */
export function refuseDimensions(faults: readonly FieldError[]): void {
  const [first] = faults
  if (first) fail(first.code, `${first.message} Create it, open it again, or code otherwise.`, { errors: [...faults] })
}

/** The faults in what somebody said, by one query, or by none when no dimension is given. */
export async function faultsInDimensions(cx: Cx, said: readonly SaidDimensions[]): Promise<FieldError[]> {
  const { companyId } = cx
  const pairs = said.flatMap(({ dimensions = {} }) => pairsOf(companyId, dimensions))
  return dimensionFaults(companyId, said, await unusableDimensions(cx, pairs))
}

/**
 * Fails with dimension_unknown, dimension_value_unknown or dimension_value_closed and a pointer to each value of the
 * company's dimensions that cannot be used.
 */
export async function demandDimensions(cx: Cx, said: readonly SaidDimensions[]): Promise<void> {
  refuseDimensions(await faultsInDimensions(cx, said))
}

/** `/lines/0/dimensions` and so on: what the lines of a request are coded with. */
export const dimensionsOfLines = (
  lines: readonly { readonly dimensions?: Coded | undefined }[],
  list = '/lines',
): SaidDimensions[] =>
  lines.flatMap(({ dimensions }, index) => (dimensions ? [{ pointer: `${list}/${index}/dimensions`, dimensions }] : []))
