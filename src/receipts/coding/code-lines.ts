import { usableOf } from '#src/companies/index.ts'
import type { ReceiptContent, ReceiptLine } from '../receipt.ts'
import { type Candidate, type CodingKnowledge, candidatesFor, firstHolding, type InUse } from './candidates.ts'
import type { MachineProvenance } from './provenance.ts'

export interface CodingGround extends CodingKnowledge {
  readonly content: Pick<ReceiptContent, 'kind' | 'currency' | 'supplier'>
  readonly inUse: InUse
  readonly now: Date
}

/**
 * Codes the lines, each by the first candidate that holds; what has an account keeps it. A rule may split a line.
 * Allowances and charges get a VAT code only: they follow the lines of their VAT rate unless a person gives them an
 * account.
 */
export const codeLines = (lines: readonly ReceiptLine[], ground: CodingGround): ReceiptLine[] =>
  lines.flatMap((line, place) => {
    const taken =
      line.account === null ? firstHolding(candidatesFor(line, place, ground.content, ground), ground.inUse) : undefined
    if (taken) return codedBy(line, taken, ground)
    const dimensions = line.role === 'line' && line.account === null ? ownDimensions(line, ground) : line.dimensions
    return [{ ...line, dimensions, vatCode: line.vatCode ?? vatCodeOf(line, ground) }]
  })

function codedBy(line: ReceiptLine, candidate: Candidate, ground: CodingGround): ReceiptLine[] {
  return candidate.parts.map((part) => {
    const share = part.net === null ? line : { ...line, net: part.net, quantity: null, unitPrice: null }
    const vatCode = line.vatCode ?? part.vatCode ?? vatCodeOf(line, ground)
    const coded = { account: part.account, vatCode, dimensions: { ...part.dimensions, ...line.dimensions } }
    return { ...share, ...coded, codedBy: candidate.source, provenance: provenanceOf(candidate, coded, ground.now) }
  })
}

const provenanceOf = (candidate: Candidate, proposed: MachineProvenance['proposed'], now: Date): MachineProvenance => ({
  source: candidate.source,
  ruleId: candidate.rule?.id ?? null,
  ruleVersion: candidate.rule?.version ?? null,
  receiptIds: candidate.receiptIds,
  basis: candidate.basis,
  confidence: candidate.confidence,
  proposed,
  at: now.toISOString(),
})

const ownDimensions = ({ dimensions }: ReceiptLine, { supplier, inUse }: CodingGround) => ({
  ...usableOf(inUse.companyId, supplier?.defaultDimensions ?? {}, inUse.unusable),
  ...dimensions,
})

/** A code set for the supplier is for what carries VAT; a line without VAT is coded by what the document says of it. */
function vatCodeOf(line: ReceiptLine, { supplier, vatCodeOf: proposed }: CodingKnowledge): string | null {
  const carriesVat = line.vatRate !== null && line.vatRate.units !== 0n
  const preset = supplier?.defaultVatCode ?? null
  return carriesVat || line.vatCategory === null ? (preset ?? proposed(line)) : (proposed(line) ?? preset)
}
