/** Sources that propose a coding, in the order in which they are asked (docs/coding.md). */
export const CODING_SOURCES = ['document', 'rule', 'supplier', 'history'] as const
export type CodingSource = (typeof CODING_SOURCES)[number]
export type CodedBy = CodingSource | 'person'

export interface Coded {
  readonly account: string
  readonly vatCode: string | null
  readonly dimensions: Readonly<Record<string, string>>
}

/** What of the past speaks for a coding. */
export const BASES = ['correction', 'item', 'text', 'similarText', 'supplier'] as const
export type Basis = (typeof BASES)[number]

/** How often a source was right where a person has looked: the measured precision is `right` of `count`. */
export interface Confidence {
  readonly right: number
  readonly count: number
  /** Whose outcomes were counted: those of the rule, of the source with this supplier, or in the whole company. */
  readonly scope: 'rule' | 'supplier' | 'company'
}

/** What a source proposed, and why. */
export interface MachineProvenance {
  readonly source: CodingSource
  readonly ruleId: string | null
  readonly ruleVersion: number | null
  /** The receipts that history rests on, newest first. */
  readonly receiptIds: readonly string[]
  readonly basis: Basis | null
  /** null = nobody has looked at a coding of this source yet. */
  readonly confidence: Confidence | null
  readonly proposed: Coded
  /** RFC 3339. */
  readonly at: string
}

/** Where the coding of a line comes from; a person's stands before what it replaced. */
export type Provenance =
  | MachineProvenance
  | {
      readonly source: 'person'
      readonly by: string
      readonly at: string
      readonly replaces: MachineProvenance | null
      /** The line was split by hand: what was proposed for the whole of it was not what the person wanted. */
      readonly wasSplit: boolean
    }

/** What a source had proposed for the line, whoever coded it in the end. */
export const proposedFor = (provenance: Provenance | null): MachineProvenance | null =>
  provenance?.source === 'person' ? provenance.replaces : provenance

const sorted = (dimensions: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Whether two codings book the same. */
export const isSame = (
  a: { readonly account: string | null; readonly vatCode: string | null; readonly dimensions: Coded['dimensions'] },
  b: Coded,
): boolean => a.account === b.account && a.vatCode === b.vatCode && sorted(a.dimensions) === sorted(b.dimensions)

/** One line of the company's memory: how a line was coded in the end. */
export interface Outcome {
  readonly receiptId: string
  readonly source: CodingSource | null
  readonly itemKey: string | null
  readonly textKey: string | null
  readonly vatKey: string | null
  readonly coded: Coded
  readonly proposed: Coded | null
  readonly isRight: boolean | null
}
