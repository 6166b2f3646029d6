import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { formOf } from '../account-form.ts'
import type { PaymentMeans } from '../invoice-model.ts'
import { readPaymentMeans } from '../ubl/read-payment.ts'

/** Payment by the slips of the Danish banks: FIK (93) and giro (50). */
const BY_SLIP = ['93', '50']

/**
 * BG-16. A payment slip has its card type in PaymentID, the reference in InstructionID, and the creditor's number as an
 * account of its own; Peppol's rules for Denmark (DK-R-008 to 011) have "71#reference" and the account.
 */
export function readDanishMeans(element: XmlElement): PaymentMeans {
  const means = readPaymentMeans(element)
  const instruction = element.textAt('cbc:InstructionID')
  const isSlip = means.code !== undefined && BY_SLIP.includes(means.code)
  const note = element.textAt('cac:PayeeFinancialAccount', 'cbc:PaymentNote') ?? element.textAt('cbc:InstructionNote')
  return {
    ...means,
    reference: isSlip ? slipReference(means.reference, instruction) : (means.reference ?? instruction ?? note),
    account: withCreditor(means, element),
  }
}

/** Card types 01 and 73 carry no reference. */
const slipReference = (card: string | undefined, instruction: string | undefined): string | undefined =>
  card === undefined || card.includes('#') ? card : `${card}#${instruction ?? ''}`

function withCreditor({ account }: PaymentMeans, element: XmlElement): PaymentMeans['account'] {
  const creditor = element.textAt('cac:CreditAccount', 'cbc:AccountID')
  if (account?.id !== undefined || creditor === undefined) return account
  return { ...account, id: creditor, form: formOf(creditor) }
}
