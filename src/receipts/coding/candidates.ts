import { dimensionFaults, type UnusableDimensions } from '#src/companies/index.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import type { ReceiptContent, ReceiptLine } from '../receipt.ts'
import { correctionOf, fromHistory, type HistoryProposal } from './from-history.ts'
import { confidenceOf, type Measured } from './precision.ts'
import type { Basis, CodingSource, Confidence, Outcome } from './provenance.ts'
import { type CodingRule, failing, partsOf } from './rule.ts'
import { splitNet } from './split-line.ts'

/** What is known when the lines of a receipt are coded. */
export interface CodingKnowledge {
  /** Accounting cost (BT-133, else BT-19) that the document names for each line; null = none. */
  readonly costs: readonly (string | null)[]
  readonly rules: readonly CodingRule[]
  readonly supplier: {
    readonly defaultAccount: string | null
    readonly defaultVatCode: string | null
    readonly defaultDimensions: Readonly<Record<string, string>>
  } | null
  /** Of this supplier, newest first. */
  readonly outcomes: readonly Outcome[]
  readonly measured: Measured
  /** VAT code of the company for the line's category and rate; null = it has none. */
  readonly vatCodeOf: (line: ReceiptLine) => string | null
}

export interface CandidatePart {
  readonly account: string
  /** Null = the code that the line's category and rate mean. */
  readonly vatCode: string | null
  readonly dimensions: Readonly<Record<string, string>>
  /** Null = the whole line. */
  readonly net: Decimal | null
}

export interface WhyNot {
  readonly code:
    | 'outranked'
    | 'account_not_in_use'
    | 'dimension_not_in_use'
    | 'condition_not_met'
    | 'split_exceeds_line'
  readonly message: string
}

/** One way to code a line, with its source; `whyNot` says what speaks against it whatever else there is. */
export interface Candidate {
  readonly source: CodingSource
  readonly parts: readonly CandidatePart[]
  readonly rule: Pick<CodingRule, 'id' | 'name' | 'version'> | null
  readonly receiptIds: readonly string[]
  readonly basis: Basis | null
  readonly confidence: Confidence | null
  readonly whyNot: WhyNot | null
}

type Content = Pick<ReceiptContent, 'kind' | 'currency' | 'supplier'>
type Bare = Omit<Candidate, 'confidence'>

/**
 * Every coding that a source proposes for a line, in the order of precedence: the document's own accounting cost; the
 * rules in their order; a person's correction of the supplier's set account for this very line; the supplier's
 * settings; history. The first without a `whyNot` is taken.
 */
export function* candidatesFor(
  line: ReceiptLine,
  place: number,
  content: Content,
  knowledge: CodingKnowledge,
): Generator<Candidate> {
  if (line.role !== 'line') return
  for (const one of bareCandidates(line, place, content, knowledge)) {
    yield { ...one, confidence: confidenceOf({ ...one, ruleId: one.rule?.id ?? null }, knowledge.measured) }
  }
}

/** Made one by one, as most lines are coded by the first. */
function* bareCandidates(
  line: ReceiptLine,
  place: number,
  content: Content,
  knowledge: CodingKnowledge,
): Generator<Bare> {
  const { outcomes, supplier } = knowledge
  yield* fromDocument(place, knowledge)
  for (const rule of knowledge.rules) yield fromRule(rule, line, content, knowledge)
  const correction = correctionOf(line, outcomes, supplier?.defaultAccount ?? null)
  if (correction) yield fromPast(correction, knowledge)
  yield* fromSupplier(knowledge)
  for (const found of fromHistory(line, outcomes)) yield fromPast(found, knowledge)
}

function fromPast({ coded, basis, receiptIds }: HistoryProposal, knowledge: CodingKnowledge): Bare {
  const dimensions = { ...coded.dimensions, ...(basis === 'supplier' ? ownDimensions(knowledge) : {}) }
  return { ...bare('history', { ...coded, dimensions }), basis, receiptIds }
}

const ownDimensions = ({ supplier }: CodingKnowledge) => supplier?.defaultDimensions ?? {}

const bare = (source: CodingSource, part: Omit<CandidatePart, 'net'>): Bare => ({
  source,
  parts: [{ account: part.account, vatCode: part.vatCode, dimensions: part.dimensions, net: null }],
  rule: null,
  receiptIds: [],
  basis: null,
  whyNot: null,
})

function fromDocument(place: number, knowledge: CodingKnowledge): Bare[] {
  const account = knowledge.costs[place]
  return account ? [bare('document', { account, vatCode: null, dimensions: ownDimensions(knowledge) })] : []
}

function fromSupplier(knowledge: CodingKnowledge): Bare[] {
  const account = knowledge.supplier?.defaultAccount
  return account ? [bare('supplier', { account, vatCode: null, dimensions: ownDimensions(knowledge) })] : []
}

function fromRule(rule: CodingRule, line: ReceiptLine, content: Content, knowledge: CodingKnowledge): Bare {
  const parts = partsOf(rule.coding)
  const vatCode = line.vatCode ?? knowledge.vatCodeOf(line)
  const failed = failing(rule.when, { line, content, vatCode })
  const isSplit = 'split' in rule.coding
  const nets = isSplit && line.net !== null ? splitNet(line.net, parts, content.currency) : null
  const whyNot: WhyNot | null = failed
    ? { code: 'condition_not_met', message: `The line does not meet the rule's condition on ${failed}.` }
    : isSplit && nets === null
      ? { code: 'split_exceeds_line', message: 'The amounts of the split are more than the line.' }
      : null
  return {
    source: 'rule',
    rule: { id: rule.id, name: rule.name, version: rule.version },
    parts: parts.map((part, index) => ({
      account: part.account,
      vatCode: part.vatCode ?? null,
      dimensions: { ...ownDimensions(knowledge), ...part.dimensions },
      net: nets?.[index] ?? null,
    })),
    receiptIds: [],
    basis: null,
    whyNot,
  }
}

/** What of the company's chart and dimensions may be used, among what may come into question. */
export interface InUse {
  readonly companyId: string
  readonly accounts: ReadonlySet<string>
  readonly unusable: UnusableDimensions
}

/** The first candidate that nothing speaks against. */
export function firstHolding(candidates: Iterable<Candidate>, inUse: InUse): Candidate | undefined {
  for (const one of candidates) if (!one.whyNot && !unused(one, inUse)) return one
  return undefined
}

/** The first account or value of a dimension that is not in use. */
function unused({ parts }: Candidate, { companyId, accounts, unusable }: InUse): WhyNot | undefined {
  const missing = parts.find(({ account }) => !accounts.has(account))
  if (missing) {
    return { code: 'account_not_in_use', message: `Account ${missing.account} is not in use in the chart.` }
  }
  const said = parts.map(({ dimensions }) => ({ pointer: '', dimensions }))
  const [fault] = dimensionFaults(companyId, said, unusable)
  return fault && { code: 'dimension_not_in_use', message: fault.message }
}

/** The candidates with what speaks against each: what is not in use any more, or a better one before it. */
export function judged(candidates: Iterable<Candidate>, inUse: InUse): Candidate[] {
  let winner: Candidate | undefined
  return [...candidates].map((one) => {
    if (one.whyNot) return one
    const whyNot = unused(one, inUse)
    if (whyNot) return { ...one, whyNot }
    if (winner) return { ...one, whyNot: { code: 'outranked' as const, message: `${named(winner)} comes first.` } }
    winner = one
    return one
  })
}

const NAMES: Readonly<Record<CodingSource, string>> = {
  document: 'The account that the document itself names',
  rule: 'The rule',
  supplier: "The supplier's set account",
  history: 'What the company did before with such a line',
}

const named = ({ source, rule, basis }: Candidate): string =>
  rule ? `The rule "${rule.name}"` : basis === 'correction' ? "A person's correction of this line" : NAMES[source]
