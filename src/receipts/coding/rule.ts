import { abs, compare, type Decimal, decimal, equals, parseDecimal, sum, ZERO } from '#src/kernel/decimal.ts'
import type { FieldError } from '#src/kernel/problem.ts'
import type { ReceiptContent, ReceiptKind, ReceiptLine } from '../receipt.ts'

/** All that are given must hold; of a list one. Texts are compared without case, amounts without their sign. */
export interface RuleConditions {
  readonly suppliers?: readonly string[] | undefined
  readonly kinds?: readonly ReceiptKind[] | undefined
  /** Words or phrases in the line's text. */
  readonly text?: readonly string[] | undefined
  readonly notText?: readonly string[] | undefined
  /** The seller's item numbers; one that ends in * stands for all that begin so. */
  readonly items?: readonly string[] | undefined
  /** Net amount of the line, decimal text in the receipt's currency; both ends belong to it. */
  readonly amountFrom?: string | undefined
  readonly amountTo?: string | undefined
  readonly currencies?: readonly string[] | undefined
  /** UNCL 5305, as on the document. */
  readonly vatCategories?: readonly string[] | undefined
  /** Percent. */
  readonly vatRates?: readonly string[] | undefined
  /** VAT codes of the company that the line's category and rate mean. */
  readonly vatCodes?: readonly string[] | undefined
}

export interface RulePart {
  readonly account: string
  readonly vatCode?: string | undefined
  readonly dimensions?: Readonly<Record<string, string>> | undefined
  /** Decimal text; a part without percent and amount takes what is left. */
  readonly percent?: string | undefined
  readonly amount?: string | undefined
}

/** One coding of the whole line, or its parts. */
export type RuleCoding = Pick<RulePart, 'account' | 'vatCode' | 'dimensions'> | { readonly split: readonly RulePart[] }

export interface RuleSaying {
  readonly when: RuleConditions
  readonly coding: RuleCoding
}

export interface CodingRule extends RuleSaying {
  readonly id: string
  readonly name: string
  readonly status: 'active' | 'archived'
  readonly position: number
  readonly version: number
  readonly sayingSince: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface AskedLine {
  readonly line: ReceiptLine
  readonly content: Pick<ReceiptContent, 'kind' | 'currency' | 'supplier'>
  /** VAT code that the line has, or that its category and rate mean. */
  readonly vatCode: string | null
}

type Test = (when: RuleConditions, asked: AskedLine) => boolean
const has = (list: readonly string[] | undefined, value: string | null): boolean =>
  list === undefined || (value !== null && list.includes(value))
const lower = (text: string | null): string => (text ?? '').normalize('NFKC').toLowerCase()
const contains = (phrases: readonly string[], text: string | null): boolean =>
  phrases.some((phrase) => lower(text).includes(lower(phrase)))

function isItem(items: readonly string[], item: string | null): boolean {
  const own = lower(item).trim()
  return (
    own !== '' &&
    items.some((one) => (one.endsWith('*') ? own.startsWith(lower(one.slice(0, -1))) : own === lower(one)))
  )
}

const within = ({ amountFrom, amountTo }: RuleConditions, net: Decimal | null): boolean => {
  if (amountFrom === undefined && amountTo === undefined) return true
  if (net === null) return false
  const isAbove = amountFrom === undefined || compare(abs(net), decimal(amountFrom)) >= 0
  return isAbove && (amountTo === undefined || compare(abs(net), decimal(amountTo)) <= 0)
}

/** The conditions by the name under which a rule says that it did not fit. */
const TESTS: Readonly<Record<string, Test>> = {
  supplier: ({ suppliers }, { content }) => has(suppliers, content.supplier.partyId),
  kind: ({ kinds }, { content }) => has(kinds, content.kind),
  text: ({ text }, { line }) => text === undefined || contains(text, line.description),
  notText: ({ notText }, { line }) => notText === undefined || !contains(notText, line.description),
  item: ({ items }, { line }) => items === undefined || isItem(items, line.item),
  amount: (when, { line }) => within(when, line.net),
  currency: ({ currencies }, { content }) => has(currencies, content.currency),
  vatCategory: ({ vatCategories }, { line }) => has(vatCategories, line.vatCategory),
  vatRate: ({ vatRates }, { line }) =>
    vatRates === undefined || vatRates.some((rate) => line.vatRate !== null && equals(line.vatRate, decimal(rate))),
  vatCode: ({ vatCodes }, { vatCode }) => has(vatCodes, vatCode),
}

/** The first condition that the line does not meet; undefined = the rule fits. */
export const failing = (when: RuleConditions, asked: AskedLine): string | undefined =>
  Object.entries(TESTS).find(([, holds]) => !holds(when, asked))?.[0]

export const partsOf = (coding: RuleCoding): readonly RulePart[] => ('split' in coding ? coding.split : [coding])

const fault = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message })
const HUNDRED = decimal(100)

/** What a schema cannot see: conditions without which it would take everything, ends crossed, parts that are no whole. */
export function ruleFaults({ when, coding }: RuleSaying): FieldError[] {
  const faults: FieldError[] = []
  if (Object.values(when).every((value) => value === undefined)) {
    faults.push(
      fault('/when', 'condition_missing', 'Say when the rule applies; without a condition it takes every line.'),
    )
  }
  const [from, to] = [when.amountFrom, when.amountTo].map((text) => (text === undefined ? undefined : decimal(text)))
  if (from && to && compare(from, to) > 0) {
    faults.push(fault('/when/amountTo', 'amount_crossed', 'The end of the amounts lies below their beginning.'))
  }
  return 'split' in coding ? [...faults, ...splitFaults(coding.split)] : faults
}

function splitFaults(split: readonly RulePart[]): FieldError[] {
  const rest = split.filter((part) => part.percent === undefined && part.amount === undefined)
  const both = split.findIndex((part) => part.percent !== undefined && part.amount !== undefined)
  if (both >= 0)
    return [fault(`/coding/split/${both}`, 'share_ambiguous', 'A part has a percentage or an amount, not both.')]
  const given = split.map((part) => parseDecimal(part.percent ?? part.amount ?? '1') ?? ZERO)
  const none = given.findIndex((share) => share.units <= 0n)
  if (none >= 0) return [fault(`/coding/split/${none}`, 'share_invalid', 'A part must be above zero.')]
  const percents = sum(split.flatMap(({ percent }) => (percent === undefined ? [] : [decimal(percent)])))
  if (rest.length > 1) return [fault('/coding/split', 'rest_ambiguous', 'Only one part takes what is left.')]
  if (rest.length === 1) {
    return compare(percents, HUNDRED) < 0
      ? []
      : [fault('/coding/split', 'share_sum', 'The percentages leave nothing for the part that takes the rest.')]
  }
  const isWhole = split.every(({ amount }) => amount === undefined) && equals(percents, HUNDRED)
  const message = 'The parts must be 100 per cent, or one of them takes what is left.'
  return isWhole ? [] : [fault('/coding/split', 'share_sum', message)]
}
