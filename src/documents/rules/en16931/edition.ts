import {
  type CodeLists,
  EN16931_CII_LISTS,
  EN16931_LISTS,
  EN16931_PEPPOL_CII_LISTS,
  EN16931_PEPPOL_LISTS,
} from '../code-lists.ts'

/**
 * The EN 16931 rules exist in editions. Peppol publishes the one that its network judges by, which lags behind CEN's
 * newest; a Peppol invoice is judged by Peppol's.
 */
export interface Edition {
  readonly name: 'cen' | 'peppol'
  readonly lists: CodeLists
  /** The lists as they are bound to CII. */
  readonly ciiLists: CodeLists
  /**
   * The profiles of Factur-X ask what a category needs of every tax, not of VAT alone, and look for the seller beside the
   * payee, where none is.
   */
  readonly isFacturX: boolean
}

export const CEN: Edition = { name: 'cen', lists: EN16931_LISTS, ciiLists: EN16931_CII_LISTS, isFacturX: false }
export const PEPPOL: Edition = {
  name: 'peppol',
  lists: EN16931_PEPPOL_LISTS,
  ciiLists: EN16931_PEPPOL_CII_LISTS,
  isFacturX: false,
}
/** CEN's, as the profiles of Factur-X have taken it over. */
export const FACTURX: Edition = { ...CEN, isFacturX: true }
