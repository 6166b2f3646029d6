import type { BookDate } from '#src/kernel/book-date.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { formOf } from '../account-form.ts'
import { attributeOf, type FieldReader, textOf } from '../field-reader.ts'
import type { CreditAccount, DirectDebit, PaymentCard, PaymentMeans } from '../invoice-model.ts'
import { readDate } from './values.ts'

/** BG-16. CII gives one payment reference (BT-83) and one mandate (BT-89) for all payment means of the document. */
export function readPaymentMeans(settlement: XmlElement | undefined): {
  paymentMeans: PaymentMeans[]
  paymentReference: string | undefined
} {
  const reference = settlement?.textAt('ram:PaymentReference')
  const mandate = termsOf(settlement)
    .map((terms) => terms.textAt('ram:DirectDebitMandateID'))
    .find((id) => id !== undefined)
  const elements = settlement?.all('ram:SpecifiedTradeSettlementPaymentMeans') ?? []
  const debited = elements.find(debtorAccount) ?? elements[0]
  const paymentMeans = elements.map((element) => ({
    code: element.textAt('ram:TypeCode'),
    text: textsOf(element, 'ram:Information'),
    reference,
    account: readAccount(element),
    card: readCard(element.child('ram:ApplicableTradeSettlementFinancialCard')),
    directDebit: readDirectDebit(element, element === debited ? mandate : undefined),
  }))
  return { paymentMeans, paymentReference: reference }
}

const termsOf = (settlement: XmlElement | undefined): XmlElement[] =>
  settlement?.all('ram:SpecifiedTradePaymentTerms') ?? []

/** ZUGFeRD 1.0 and EXTENDED allow a text to be repeated. */
function textsOf(parent: XmlElement, name: string): string | undefined {
  const texts = parent.all(name).flatMap((one) => textOf(one) ?? [])
  return texts.length === 0 ? undefined : texts.join('\n')
}

function readAccount(means: XmlElement): CreditAccount | undefined {
  const account = means.child('ram:PayeePartyCreditorFinancialAccount')
  if (!account) return undefined
  const element = [account.child('ram:IBANID'), account.child('ram:ProprietaryID')].find((one) => textOf(one))
  const id = textOf(element)
  return {
    id,
    scheme: attributeOf(element, 'schemeID'),
    form: id === undefined ? undefined : formOf(id),
    name: account.textAt('ram:AccountName'),
    bank: means.textAt('ram:PayeeSpecifiedCreditorFinancialInstitution', 'ram:BICID'),
  }
}

function readCard(element: XmlElement | undefined): PaymentCard | undefined {
  return element && { number: element.textAt('ram:ID'), holder: element.textAt('ram:CardholderName') }
}

const debtorAccount = (means: XmlElement): XmlElement | undefined =>
  means.at('ram:PayerPartyDebtorFinancialAccount', 'ram:IBANID')

function readDirectDebit(means: XmlElement, mandate: string | undefined): DirectDebit | undefined {
  const debitedAccount = textOf(debtorAccount(means))
  return mandate === undefined && debitedAccount === undefined ? undefined : { mandate, debitedAccount }
}

/** BT-20; the terms of an EXTENDED invoice, one text each, are joined by line breaks. */
export function readPaymentTerms(settlement: XmlElement | undefined): string | undefined {
  const texts = termsOf(settlement).flatMap((terms) => textsOf(terms, 'ram:Description') ?? [])
  return texts.length === 0 ? undefined : texts.join('\n')
}

/** BT-9: the last of the due dates, where instalments or discounts give earlier ones too. */
export function readDueDate(fields: FieldReader, settlement: XmlElement | undefined): BookDate | undefined {
  const dates = termsOf(settlement).flatMap((terms) => {
    return readDate(fields, terms.child('ram:DueDateDateTime'), '/dueOn') ?? []
  })
  return dates.sort().at(-1)
}
