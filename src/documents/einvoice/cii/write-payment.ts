import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import { isCreditorId } from '../canonical-form.ts'
import type { CreditAccount, Invoice, PaymentMeans } from '../invoice-model.ts'
import { under, writeDate } from './write-values.ts'

/** BT-90: whoever is paid has it among the identifiers. */
export const creditorIdOf = ({ payee, supplier }: Invoice): string | undefined =>
  (payee ?? supplier).identifiers.find(isCreditorId)?.id

/** BG-16 */
export const writePaymentMeans = ({ paymentMeans }: Invoice): XmlNode[] => paymentMeans.map(writeMeans)

const writeMeans = (means: PaymentMeans): XmlNode =>
  element(
    'ram:SpecifiedTradeSettlementPaymentMeans',
    {},
    leaf('ram:TypeCode', means.code),
    leaf('ram:Information', means.text),
    group(
      'ram:ApplicableTradeSettlementFinancialCard',
      leaf('ram:ID', means.card?.number),
      leaf('ram:CardholderName', means.card?.holder),
    ),
    under('ram:PayerPartyDebtorFinancialAccount', 'ram:IBANID', means.directDebit?.debitedAccount),
    writeAccount(means.account),
    under('ram:PayeeSpecifiedCreditorFinancialInstitution', 'ram:BICID', means.account?.bank),
  )

/** An IBAN has its own element, any other number is a proprietary one. */
const writeAccount = (account: CreditAccount | undefined): XmlNode | undefined => {
  const isIban = account?.form === 'iban'
  const id = (name: string) => leaf(name, account?.id, { schemeID: account?.scheme })
  return group(
    'ram:PayeePartyCreditorFinancialAccount',
    isIban ? id('ram:IBANID') : undefined,
    leaf('ram:AccountName', account?.name),
    isIban ? undefined : id('ram:ProprietaryID'),
  )
}

/** BT-20, BT-9 and BT-89: one set of terms for the document. */
export const writePaymentTerms = ({ paymentTerms, dueOn, paymentMeans }: Invoice): XmlContent =>
  group(
    'ram:SpecifiedTradePaymentTerms',
    leaf('ram:Description', paymentTerms),
    writeDate('ram:DueDateDateTime', dueOn),
    leaf('ram:DirectDebitMandateID', paymentMeans.find((means) => means.directDebit?.mandate)?.directDebit?.mandate),
  )
