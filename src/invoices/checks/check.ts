import type { RuleSetName } from '#src/documents/einvoice/index.ts'

/** By whose rules an invoice is judged. */
export const PROFILES = ['en16931', 'peppol', 'xrechnung'] as const
export type Profile = (typeof PROFILES)[number]

/** Where something is mended: in the invoice, at its customer, or in the company. */
export const OWNERS = ['invoice', 'customer', 'company'] as const
export type Owner = (typeof OWNERS)[number]

/** Something that speaks against an invoice, and the field in which it is mended. */
export interface Finding {
  /** Id of an official rule, or a problem code of ours. */
  readonly code: string
  /** fatal: it cannot be issued, or receivers refuse it. */
  readonly flag: 'fatal' | 'warning'
  readonly on: Owner
  /** JSON pointer into what the API takes for the draft, the party or the company; "" where no field is to blame. */
  readonly pointer: string
  readonly message: string
}

export interface InvoiceCheck {
  readonly profile: Profile
  readonly rules: readonly RuleSetName[]
  /** Nothing fatal was found: it can be issued, and receivers of the profile take it. */
  readonly isReady: boolean
  readonly findings: readonly Finding[]
}
