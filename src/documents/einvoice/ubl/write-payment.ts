import { element, group, leaf, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { CreditAccount, Invoice, PaymentCard, PaymentMeans } from '../invoice-model.ts'
import { NO_NETWORK } from './read-payment.ts'

/** UNTDID 4461: not defined. */
const UNDEFINED_MEANS = '1'

/**
 * BG-16. A credit note carries its due date (BT-9) at the first payment means, UBL has no other place for it; nor for
 * a payment reference (BT-83). Where no means are stated they stand at one that is not defined.
 */
export function writePaymentMeans(invoice: Invoice): XmlNode[] {
  const { paymentMeans, paymentReference: reference } = invoice
  const isNeeded = reference !== undefined || dueDate(invoice) !== undefined
  const means = paymentMeans.length === 0 && isNeeded ? [{ code: UNDEFINED_MEANS, reference }] : paymentMeans
  return means.map((one, index) => writeMeans(one, index === 0 ? dueDate(invoice) : undefined))
}

const dueDate = ({ kind, dueOn }: Invoice): string | undefined => (kind === 'creditNote' ? dueOn : undefined)

const writeMeans = (means: PaymentMeans, dueOn: string | undefined): XmlNode =>
  element(
    'cac:PaymentMeans',
    {},
    leaf('cbc:PaymentMeansCode', means.code, { name: means.text }),
    leaf('cbc:PaymentDueDate', dueOn),
    leaf('cbc:PaymentID', means.reference),
    writeCard(means.card),
    writeAccount(means.account),
    group(
      'cac:PaymentMandate',
      leaf('cbc:ID', means.directDebit?.mandate),
      group('cac:PayerFinancialAccount', leaf('cbc:ID', means.directDebit?.debitedAccount)),
    ),
  )

const writeCard = (card: PaymentCard | undefined): XmlNode | undefined =>
  card &&
  group(
    'cac:CardAccount',
    leaf('cbc:PrimaryAccountNumberID', card.number),
    leaf('cbc:NetworkID', card.network ?? (card.number === undefined ? undefined : NO_NETWORK)),
    leaf('cbc:HolderName', card.holder),
  )

const writeAccount = (account: CreditAccount | undefined): XmlNode | undefined =>
  account &&
  group(
    'cac:PayeeFinancialAccount',
    leaf('cbc:ID', account.id, { schemeID: account.scheme }),
    leaf('cbc:Name', account.name),
    group('cac:FinancialInstitutionBranch', leaf('cbc:ID', account.bank)),
  )
