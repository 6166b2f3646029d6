import type { Company } from '#src/companies/index.ts'
import type { Party } from '#src/parties/index.ts'
import { isOfHold } from '../holds/hold-exceptions.ts'
import type { Receipt } from '../receipt.ts'
import { isSureEnough } from './precision.ts'

/**
 * Whether the receipt needs no person before it is put up for approval: nothing is missing or odd (a hold of the
 * supplier stops its payment, not its booking), and its supplier is
 * set to automatic, or every line is coded by a source whose measured precision reaches the company's own threshold.
 * Without a threshold only suppliers that are set to it go alone.
 */
export function goesAlone(
  { exceptions, lines }: Pick<Receipt, 'exceptions' | 'lines'>,
  party: Party | null,
  { settings }: Company,
): boolean {
  if (party === null || exceptions.some((one) => !isOfHold(one))) return false
  if (party.autoPost) return true
  const coded = lines.filter(({ role }) => role === 'line')
  return (
    coded.length > 0 &&
    coded.every(({ provenance }) => {
      const confidence = provenance && provenance.source !== 'person' ? provenance.confidence : null
      return isSureEnough(confidence, settings)
    })
  )
}
