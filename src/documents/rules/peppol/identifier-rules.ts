import * as check from '../engine/check-digits.ts'
import { fatal, type Holds, type Rule, warning } from '../engine/rule.ts'
import { normalised } from '../engine/values.ts'

const shaped =
  (shape: RegExp, isRight: (text: string) => boolean): Holds =>
  (node) => {
    const text = normalised(node)
    return shape.test(text) && isRight(text)
  }

const plain =
  (isRight: (text: string) => boolean): Holds =>
  (node) =>
    isRight(normalised(node))

/** Rules about identifiers by their scheme (ISO 6523 ICD, EAS), the same in both syntaxes. */
export const IDENTIFIER_RULES: readonly (readonly [scheme: string, rule: Rule])[] = [
  [
    '0088',
    fatal('PEPPOL-COMMON-R040', 'A GLN (0088) is digits with a right check digit.', shaped(/^[0-9]+$/, check.isGln)),
  ],
  [
    '0192',
    fatal(
      'PEPPOL-COMMON-R041',
      'A Norwegian organisation number (0192) is nine digits with a right check digit.',
      shaped(/^[0-9]{9}$/, check.isMod11),
    ),
  ],
  [
    '0184',
    fatal('PEPPOL-COMMON-R042', 'A Danish CVR number (0184) is eight digits, with or without DK before them.', (node) =>
      /^(DK)?[0-9]{8}$/.test(node.text),
    ),
  ],
  [
    '0208',
    fatal(
      'PEPPOL-COMMON-R043',
      'A Belgian enterprise number (0208) is ten digits with right check digits.',
      shaped(/^[0-9]{10}$/, check.isBelgian),
    ),
  ],
  [
    '0201',
    warning('PEPPOL-COMMON-R044', 'An Italian office code (0201) is six letters or digits.', plain(check.isCodiceIpa)),
  ],
  [
    '0210',
    warning('PEPPOL-COMMON-R045', 'An Italian fiscal code (0210) has its right shape.', plain(check.isCodiceFiscale)),
  ],
  [
    '0211',
    warning('PEPPOL-COMMON-R047', 'An Italian VAT number (0211) has a right check digit.', plain(check.isPartitaIva)),
  ],
  [
    '0007',
    fatal(
      'PEPPOL-COMMON-R049',
      'A Swedish organisation number (0007) is ten digits with a right check digit.',
      shaped(/^.{10}$/, check.isSwedishOrgNumber),
    ),
  ],
  [
    '0151',
    fatal(
      'PEPPOL-COMMON-R050',
      'An Australian business number (0151) is eleven digits with right check digits.',
      shaped(/^[0-9]{11}$/, check.isAbn),
    ),
  ],
]

/** Electronic addresses only. */
export const ENDPOINT_RULES: typeof IDENTIFIER_RULES = [
  [
    '9907',
    warning('PEPPOL-COMMON-R046', 'An Italian fiscal code (9907) has its right shape.', plain(check.isCodiceFiscale)),
  ],
]
