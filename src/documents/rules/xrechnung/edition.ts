import type { Pattern } from '../engine/rule.ts'
import { isEmail as isPlainEmail } from '../national/germany-values.ts'
import { CIUS, CVD, EXTENSION, isEmail, skontoReadable } from './values.ts'

/** What the versions of XRechnung see otherwise; a document is judged by the rules of the version that it names. */
export interface XRechnungEdition {
  readonly isOld: boolean
  /** BT-24 is one of the version. */
  isSpecification(text: string): boolean
  /** BT-20: 2.x knows interest for late payment (VERZUG) beside cash discount. */
  skontoReadable(terms: string): boolean
  isEmail(text: string): boolean
}

export const VERSION_3: XRechnungEdition = {
  isOld: false,
  isSpecification: (text) => [CIUS, EXTENSION, CVD].includes(text),
  skontoReadable: (terms) => skontoReadable(terms, ['SKONTO']),
  isEmail,
}

const OLD_CIUS = 'urn:cen\\.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_[12]\\.[0-9]'
const OLD = new RegExp(`^${OLD_CIUS}(#conformant#urn:xoev-de:kosit:extension:xrechnung_[12]\\.[0-9])?$`)

/** XRechnung 1 and 2 by the last rules that were published for them (2.3.1). */
export const BEFORE_3: XRechnungEdition = {
  isOld: true,
  isSpecification: (text) => OLD.test(text),
  skontoReadable: (terms) => skontoReadable(terms, ['SKONTO', 'VERZUG']),
  isEmail: isPlainEmail,
}

/** Rules that came with 3.0 or after it: those taken from Peppol, of clean vehicles, and temporary ones. */
const NEW = /^(PEPPOL-|BR-DE-CVD-|BR-TMP-|BR-DE-TMP-)/

/** The patterns without what the edition does not have. */
export const ofEdition = ({ isOld }: XRechnungEdition, patterns: readonly Pattern[]): Pattern[] =>
  isOld
    ? patterns.map((pattern) =>
        pattern
          .map((context) => ({ ...context, rules: context.rules.filter(({ id }) => !NEW.test(id)) }))
          .filter(({ rules }) => rules.length > 0),
      )
    : [...patterns]
