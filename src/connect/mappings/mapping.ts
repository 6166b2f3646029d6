import type { Catalogue } from '../sdk.ts'

export type MappingKind = 'account' | 'vatCode' | 'dimension'

export interface Mapping {
  readonly kind: MappingKind
  /** Our account number, VAT code, or dimension key. */
  readonly ours: string
  /** The vendor's code, or the name of its dimension. */
  readonly theirs: string
  /** proposed: found by the rules below and in use; set: said by a person. */
  readonly source: 'proposed' | 'set'
}

/** An account of ours is theirs when it has the same number: the chart may be the same. */
export function proposeAccount(account: string, { accounts }: Catalogue): string | undefined {
  return accounts.find(({ code }) => code === account)?.code
}

/**
 * A VAT code of ours is theirs when exactly one of their codes has the same rate and can be used on that side. Two
 * that fit are a question for a person, not a guess.
 */
export function proposeTaxCode(
  { ratePpm, side }: { ratePpm: number; side: 'purchases' | 'sales' },
  { taxCodes }: Catalogue,
): string | undefined {
  const fitting = taxCodes.filter((code) => code.ratePpm === ratePpm && (code.use === side || code.use === 'both'))
  return fitting.length === 1 ? fitting[0]?.code : undefined
}
