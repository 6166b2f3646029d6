import type { Flag, Holds, Rule } from '../engine/rule.ts'

/** What each rule of XRechnung 3.0 says (KoSIT, "Spezifikation XRechnung"); the official level "information" is a warning here. */
const SAYS: Readonly<Record<string, string>> = {
  'BR-DE-1': 'A German invoice states how it is to be paid (BG-16).',
  'BR-DE-2': 'The seller states a contact (BG-6).',
  'BR-DE-3': 'The address of the seller has a city (BT-37).',
  'BR-DE-4': 'The address of the seller has a postal code (BT-38).',
  'BR-DE-5': 'The contact of the seller has a name (BT-41).',
  'BR-DE-6': 'The contact of the seller has a telephone number (BT-42).',
  'BR-DE-7': 'The contact of the seller has an e-mail address (BT-43).',
  'BR-DE-8': 'The address of the buyer has a city (BT-52).',
  'BR-DE-9': 'The address of the buyer has a postal code (BT-53).',
  'BR-DE-10': 'A delivery address has a city (BT-77).',
  'BR-DE-11': 'A delivery address has a postal code (BT-78).',
  'BR-DE-14': 'Each line of the VAT breakdown states its rate (BT-119).',
  'BR-DE-15': 'The document states the buyer reference (BT-10), such as a Leitweg-ID.',
  'BR-DE-16': 'The seller states its VAT number or tax number (BT-31, BT-32), or a tax representative (BG-11).',
  'BR-DE-17': 'The type of a document (BT-3) is one of 326, 380, 381, 384, 389, 875, 876, 877.',
  'BR-DE-18': 'Cash discount in payment terms has the form #SKONTO#TAGE=n#PROZENT=n.nn# on a line of its own.',
  'BR-DE-18-a': 'Payment terms have one description (BT-20), in XRechnung 1 and 2.',
  'BR-DE-19': 'A SEPA transfer (58) is to an IBAN with right check digits.',
  'BR-DE-20': 'A SEPA direct debit (59) is from an IBAN with right check digits.',
  'BR-DE-21': 'The specification (BT-24) is XRechnung, its extension, or its CVD profile.',
  'BR-DE-22': 'Attachments have different file names.',
  'BR-DE-23-a': 'A credit transfer (30, 58) names the account (BG-17).',
  'BR-DE-23-b': 'A credit transfer (30, 58) names no card and no mandate.',
  'BR-DE-24-a': 'A card payment (48, 54, 55) names the card (BG-18).',
  'BR-DE-24-b': 'A card payment (48, 54, 55) names no account and no mandate.',
  'BR-DE-25-a': 'A direct debit (59) names the mandate (BG-19).',
  'BR-DE-25-b': 'A direct debit (59) names no account to pay to and no card.',
  'BR-DE-26': 'A corrected invoice (384) refers to the invoice that it corrects (BG-3).',
  'BR-DE-27': 'A telephone number (BT-42) has at least three digits.',
  'BR-DE-28': 'An e-mail address (BT-43) has one @ with a name and a domain around it.',
  'BR-DE-29': 'Direct debit states the mandate (BT-89), in XRechnung 1 and 2.',
  'BR-DE-30': 'Direct debit states the creditor identifier (BT-90) of seller or payee.',
  'BR-DE-31': 'Direct debit states the account that is debited (BT-91).',
  'BR-DE-TMP-32':
    'The document states when it was delivered: a date (BT-72), a period (BG-14), or one on each line (BG-26).',
  'BR-TMP-2': 'The place of an external document (BT-124) is an absolute URL.',
  'BR-TMP-3': 'Net and gross price are for the same quantity and unit (BT-149, BT-150).',
  'BR-DEX-01': 'An attachment (BT-125) is a PDF, PNG, JPEG, CSV, spreadsheet or XML.',
  'BR-DEX-02': 'The net amount of a line with sub-lines is the sum of theirs.',
  'BR-DEX-03': 'A sub-line has exactly one VAT category.',
  'BR-DEX-04': 'The scheme of a party identifier is of ISO 6523, SEPA or XR01 to XR03.',
  'BR-DEX-05': 'The scheme of a legal registration is of ISO 6523 or XR01 to XR03.',
  'BR-DEX-06': 'The scheme of a standard item identifier is of ISO 6523 or XR01 to XR03.',
  'BR-DEX-07': 'The scheme of an electronic address is of the EAS list or XR01 to XR03.',
  'BR-DEX-08': 'The scheme of a delivery location is of ISO 6523 or XR01 to XR03.',
  'BR-DEX-09': 'The amount to pay (BT-115) is the total with VAT less prepaid plus rounding plus third-party payments.',
  'BR-DEX-10': 'A third-party payment (BG-DEX-09) has a type.',
  'BR-DEX-11': 'A third-party payment (BG-DEX-09) has an amount.',
  'BR-DEX-12': 'A third-party payment (BG-DEX-09) has a description.',
  'BR-DEX-13': 'The amount of a third-party payment has at most two decimals.',
  'BR-DEX-14': 'A third-party payment is in the currency of the document (BT-5).',
  'BR-DEX-15': 'XRechnung does not know sub-lines in CII; give the lines one below the other.',
  'BR-DE-CVD-01': 'A document about clean vehicles names the contract (BT-12).',
  'BR-DE-CVD-02': 'A document about clean vehicles names the tender (BT-17).',
  'BR-DE-CVD-03': 'A document about clean vehicles has a line with a CVD class and the attribute "cva".',
  'BR-DE-CVD-04': 'A CVD class is one of the vehicle categories M1 to M3 and N1 to N3.',
  'BR-DE-CVD-05': 'The attribute "cva" is clean, zero-emission or other.',
  'BR-DE-CVD-06-a': 'An item with a CVD class has exactly one attribute "cva".',
  'BR-DE-CVD-06-b': 'An item with the attribute "cva" has exactly one CVD class.',
  'BR-TMP-CVD-01': 'The list of an item classification (BT-158) is a code of UNTDID 7143, or CVD.',
}

const WARNINGS = new Set([
  ...['17', '19', '20', '21', '26', '27', '28', 'TMP-32'].map((number) => `BR-DE-${number}`),
  'BR-TMP-2',
  'BR-DEX-02',
  'BR-DEX-15',
])

/** A rule of XRechnung with the test of one syntax. */
export function rule(id: string, holds: Holds): Rule {
  const message = SAYS[id]
  if (message === undefined) throw new Error(`XRechnung has no rule ${id}`)
  const flag: Flag = WARNINGS.has(id) ? 'warning' : 'fatal'
  return { id, flag, message, holds }
}
