import { getCompany } from '#src/companies/index.ts'
import { addDays } from '#src/kernel/book-date.ts'
import { getParty } from '#src/parties/index.ts'
import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadReceipt } from '../receipt.store.ts'
import type { Receipt, ReceiptLine } from '../receipt.ts'
import { type Candidate, candidatesFor, judged } from './candidates.ts'
import {
  type Correction,
  correctionsOf,
  measure,
  type SourceTally,
  type SupplierTally,
  tallySources,
  tallySuppliers,
} from './memory.store.ts'
import type { Tally } from './precision.ts'
import { codingGround } from './propose-coding.ts'
import { activeRules, listRules, loadOrder, loadRule } from './rule.store.ts'
import type { CodingRule } from './rule.ts'

const can = { can: 'receipts:read' } as const

export interface MeasuredRule extends CodingRule {
  /** Outcomes since the rule says what it says. */
  readonly measured: Tally
  readonly corrections: readonly Correction[]
}

const CORRECTIONS_SHOWN = 20

const NO_OUTCOMES: Tally = { right: 0, count: 0 }

async function withMeasure(cx: Cx, rules: readonly CodingRule[]): Promise<(CodingRule & { measured: Tally })[]> {
  const { rules: tallies } = await measure(cx, null, rules)
  return rules.map((rule) => ({ ...rule, measured: tallies.get(rule.id) ?? NO_OUTCOMES }))
}

/** A rule with what people made of its codings. */
export async function measuredRule(cx: Cx, rule: CodingRule): Promise<MeasuredRule> {
  const { rules } = await measure(cx, null, [rule])
  const corrections = await correctionsOf(cx, rule.id, CORRECTIONS_SHOWN)
  return { ...rule, measured: rules.get(rule.id) ?? NO_OUTCOMES, corrections }
}

export const getCodingRule = query('codingRule.get', can, async (cx, { ruleId }: { ruleId: string }) =>
  measuredRule(cx, await loadRule(cx, ruleId)),
)

/** One row more than asked for tells whether there is a next page. */
export const listCodingRules = query(
  'codingRule.list',
  can,
  async (cx, filter: Parameters<typeof listRules>[1]): Promise<MeasuredRule[]> =>
    (await withMeasure(cx, await listRules(cx, filter))).map((rule) => ({ ...rule, corrections: [] })),
)

export const getRuleOrder = query('codingRule.getOrder', can, (cx) => loadOrder(cx))

export interface LineProposals {
  readonly line: ReceiptLine
  /** From 1. */
  readonly lineNumber: number
  readonly candidates: readonly Candidate[]
}

/**
 * What every source would propose for the lines of a receipt today, in the order of precedence, and what speaks against
 * those that lose. The document's own account is known from what it was coded with at intake.
 */
export const codingProposals = query(
  'receipt.codingProposals',
  can,
  async (cx, { receiptId }: { receiptId: string }): Promise<{ receipt: Receipt; lines: LineProposals[] }> => {
    const receipt = await loadReceipt(cx, receiptId)
    const { partyId } = receipt.supplier
    const party = partyId === null ? null : await getParty(cx, { partyId })
    const costs = receipt.lines.map(({ provenance }) => documentAccount(provenance))
    const ground = await codingGround(cx, await getCompany(cx, undefined), {
      receiptId,
      content: receipt,
      party,
      costs,
    })
    const lines = receipt.lines.flatMap((line, index) => {
      const candidates = judged(candidatesFor(line, index, receipt, ground), ground.inUse)
      return line.role === 'line' ? [{ line, lineNumber: index + 1, candidates }] : []
    })
    return { receipt, lines }
  },
)

function documentAccount(provenance: ReceiptLine['provenance']): string | null {
  const machine = provenance?.source === 'person' ? provenance.replaces : provenance
  return machine?.source === 'document' ? machine.proposed.account : null
}

export interface CodingPrecision {
  readonly sources: readonly SourceTally[]
  readonly suppliers: readonly (SupplierTally & { readonly name: string })[]
  readonly rules: readonly (CodingRule & { readonly measured: Tally })[]
}

const DAYS_LOOKED_BACK = 365

/** How often each source was right where a person looked: in the company, with its suppliers, and rule by rule. */
export const codingPrecision = query(
  'coding.precision',
  can,
  async (cx, input: { since?: string | undefined; limit: number }): Promise<CodingPrecision> => {
    const since = input.since ?? addDays(cx.today, -DAYS_LOOKED_BACK)
    const tallies = await tallySuppliers(cx, since, input.limit)
    const names = new Map<string, string>()
    for (const partyId of new Set(tallies.map((one) => one.partyId))) {
      names.set(partyId, (await getParty(cx, { partyId })).name)
    }
    return {
      sources: await tallySources(cx, since),
      suppliers: tallies.map((one) => ({ ...one, name: names.get(one.partyId) ?? '' })),
      rules: await withMeasure(cx, await activeRules(cx)),
    }
  },
)
