import { demandDimensions } from '#src/companies/index.ts'
import type { Currency } from '#src/kernel/currency.ts'
import { fromMinor, toMinor } from '#src/kernel/money.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { CodedLine } from '../invoice.ts'
import type { Adjustment, CodedAdjustment } from './adjustment.ts'
import type { Coder, WrittenCoding } from './code-lines.ts'
import { spreadMinor } from './count-lines.ts'
import { amountsOf } from './line-amounts.ts'

/** An allowance or charge of the whole invoice, as somebody writes it. */
export interface WrittenAdjustment extends Adjustment, WrittenCoding {}

/**
 * Codes allowances and charges like the lines they stand on. One without a VAT code belongs to every VAT code of the
 * lines: a percentage is stated for each, an amount is shared out by what the lines are worth. Its account is that of
 * the heaviest line. Fails as lines do.
 */
export async function codeAdjustments(
  cx: Cx,
  written: readonly WrittenAdjustment[],
  { lines, coder, currency }: { lines: readonly CodedLine[]; coder: Coder; currency: Currency },
): Promise<CodedAdjustment[]> {
  const groups = groupsOf(lines, currency)
  const coded: CodedAdjustment[] = []
  for (const [place, one] of written.entries()) {
    const pointer = `/adjustments/${place}`
    await demandDimensions(cx, [{ pointer: `${pointer}/dimensions`, dimensions: one.dimensions }])
    for (const { amount, like, vatCode } of sharesOf(one, groups, currency)) {
      const account = one.account ?? like?.account
      const dimensions = one.dimensions ?? like?.dimensions
      coded.push({
        kind: one.kind,
        amount,
        percent: one.percent,
        reason: one.reason,
        reasonCode: one.reasonCode,
        ...(await coder({ account, vatCode, dimensions }, pointer)),
        creditsPosition: null,
      })
    }
  }
  return coded
}

interface Group {
  readonly vatCode: string
  readonly netMinor: bigint
  readonly heaviest: CodedLine
}

function groupsOf(lines: readonly CodedLine[], currency: Currency): Group[] {
  const net = (line: CodedLine): bigint => toMinor(amountsOf(line).net, currency)
  return [...Map.groupBy(lines, ({ vatCode }) => vatCode)].flatMap(([vatCode, own]) => {
    const [heaviest] = own.toSorted((a, b) => (net(b) > net(a) ? 1 : -1))
    return heaviest ? [{ vatCode, netMinor: own.reduce((sum, line) => sum + net(line), 0n), heaviest }] : []
  })
}

interface Part {
  readonly amount: Adjustment['amount']
  readonly vatCode: string | undefined
  readonly like: CodedLine | undefined
}

function sharesOf(one: WrittenAdjustment, groups: readonly Group[], currency: Currency): Part[] {
  const own = groups.filter(({ vatCode }) => vatCode === one.vatCode)
  const worth = groups.filter(({ netMinor }) => netMinor > 0n)
  const on = one.vatCode === undefined ? worth : own
  if (on.length <= 1 || one.vatCode !== undefined) {
    const like = (on[0] ?? groups[0])?.heaviest
    return [{ amount: one.amount, vatCode: one.vatCode ?? like?.vatCode, like }]
  }
  const parts =
    one.amount &&
    spreadMinor(
      toMinor(one.amount, currency),
      on.map(({ netMinor }) => netMinor),
    )
  return on.flatMap(({ vatCode, heaviest }, place) => {
    const part = parts?.[place]
    if (part === 0n) return []
    return [{ amount: part === undefined ? null : fromMinor(part, currency), vatCode, like: heaviest }]
  })
}
