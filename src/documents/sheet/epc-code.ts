import { type Decimal, formatDecimal, round } from '#src/kernel/decimal.ts'
import { isIban, normaliseIban } from '#src/kernel/iban.ts'

export interface Transfer {
  readonly iban: string
  readonly bic: string | undefined
  readonly name: string
  readonly amount: Decimal
  readonly currency: string
  /** What the payer quotes. */
  readonly reference: string
}

const [LEAST, MOST] = [1n, 99_999_999_999n]
/** A creditor reference of ISO 11649 is structured; anything else is free text. */
const CREDITOR_REFERENCE = /^RF\d{2}[A-Z0-9]{1,21}$/
const BIC = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/

/** Bytes that the code may hold. */
const MOST_BYTES = 331

/**
 * The text of the QR code by which a payer's bank fills in a SEPA transfer (EPC069-12, version 002): euros to an IBAN.
 * Undefined for anything else, since no bank would take it.
 */
export function epcCode({ iban, bic, name, amount, currency, reference }: Transfer): string | undefined {
  const cents = round(amount, 2)
  const account = normaliseIban(iban)
  if (currency !== 'EUR' || !isIban(account) || cents.units < LEAST || cents.units > MOST) return undefined
  const plain = (text: string, length: number) => text.replace(/\s+/g, ' ').trim().slice(0, length)
  const isStructured = CREDITOR_REFERENCE.test(reference)
  const text = [
    'BCD',
    '002',
    '1',
    'SCT',
    bic !== undefined && BIC.test(bic) ? bic : '',
    plain(name, 70),
    account,
    `EUR${formatDecimal(cents)}`,
    '',
    isStructured ? reference : '',
    isStructured ? '' : plain(reference, 140),
  ].join('\n')
  return Buffer.byteLength(text) <= MOST_BYTES && plain(name, 70) !== '' ? text : undefined
}
