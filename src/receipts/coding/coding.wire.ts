import { minorDigits } from '#src/kernel/currency.ts'
import { type Decimal, formatDecimal, round } from '#src/kernel/decimal.ts'
import type { Candidate } from './candidates.ts'
import { shareText, type Tally } from './precision.ts'
import type { Confidence, MachineProvenance, Provenance } from './provenance.ts'
import type { CodingPrecision, LineProposals, MeasuredRule } from './read-coding.ts'

const tallyOf = ({ right, count }: Tally) => ({ right, count, precision: shareText({ right, count }) })

const confidenceOf = (confidence: Confidence | null) =>
  confidence && { ...tallyOf(confidence), scope: confidence.scope }

const proposalOf = (machine: MachineProvenance) => ({
  ruleId: machine.ruleId,
  ruleVersion: machine.ruleVersion,
  receiptIds: machine.receiptIds,
  basis: machine.basis,
  confidence: confidenceOf(machine.confidence),
  proposed: machine.proposed,
})

const NO_PROPOSAL = { ruleId: null, ruleVersion: null, receiptIds: [], basis: null, confidence: null, proposed: null }

/** Where a coding comes from, as the API shows it; a person's has the proposal that it replaced. */
export function provenanceOf(provenance: Provenance) {
  const { source, at } = provenance
  if (provenance.source !== 'person') return { source, at, by: null, ...proposalOf(provenance), replaces: null }
  const { by, replaces } = provenance
  const before = replaces && { source: replaces.source, at: replaces.at, ...proposalOf(replaces) }
  return { source, at, by, ...NO_PROPOSAL, replaces: before }
}

export const ruleToWire = ({ sayingSince: _since, measured, ...rule }: MeasuredRule) => ({
  ...rule,
  measured: tallyOf(measured),
})

const netText = (net: Decimal | null, currency: string | null): string | null =>
  net && formatDecimal(round(net, Math.max(net.scale, currency === null ? 0 : minorDigits(currency))))

const candidateToWire = (one: Candidate, currency: string | null) => ({
  source: one.source,
  parts: one.parts.map(({ net, ...coded }) => ({ ...coded, net: netText(net, currency) })),
  ruleId: one.rule?.id ?? null,
  ruleName: one.rule?.name ?? null,
  receiptIds: one.receiptIds,
  basis: one.basis,
  confidence: confidenceOf(one.confidence),
  isChosen: one.whyNot === null,
  whyNot: one.whyNot,
})

export const proposalsToWire = ({ line, lineNumber, candidates }: LineProposals, currency: string | null) => ({
  line: lineNumber,
  description: line.description,
  coding: {
    account: line.account,
    vatCode: line.vatCode,
    dimensions: line.dimensions,
    codedBy: line.codedBy,
    provenance: line.provenance && provenanceOf(line.provenance),
  },
  proposals: candidates.map((one) => candidateToWire(one, currency)),
})

export const precisionToWire = ({ sources, suppliers, rules }: CodingPrecision) => ({
  sources: sources.map(({ source, basis, ...tally }) => ({ source, basis, ...tallyOf(tally) })),
  suppliers: suppliers.map(({ partyId, name, source, basis, ...tally }) => ({
    ...{ partyId, name, source, basis },
    ...tallyOf(tally),
  })),
  rules: rules.map(({ id, name, measured }) => ({ ruleId: id, name, ...tallyOf(measured) })),
})
