import { element, group, leaf, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { CreditAccount, Invoice, PaymentMeans } from '../invoice-model.ts'

/** BG-16. A credit note carries its due date (BT-9) at the first payment means, UBL has no other place for it. */
export const writePaymentMeans = (invoice: Invoice): XmlNode[] =>
  invoice.paymentMeans.map((means, index) => writeMeans(means, index === 0 ? dueDate(invoice) : undefined))

const dueDate = ({ kind, dueOn }: Invoice): string | undefined => (kind === 'creditNote' ? dueOn : undefined)

const writeMeans = (means: PaymentMeans, dueOn: string | undefined): XmlNode =>
  element(
    'cac:PaymentMeans',
    {},
    leaf('cbc:PaymentMeansCode', means.code, { name: means.text }),
    leaf('cbc:PaymentDueDate', dueOn),
    leaf('cbc:PaymentID', means.reference),
    group(
      'cac:CardAccount',
      leaf('cbc:PrimaryAccountNumberID', means.card?.number),
      leaf('cbc:NetworkID', means.card?.network),
      leaf('cbc:HolderName', means.card?.holder),
    ),
    writeAccount(means.account),
    group(
      'cac:PaymentMandate',
      leaf('cbc:ID', means.directDebit?.mandate),
      group('cac:PayerFinancialAccount', leaf('cbc:ID', means.directDebit?.debitedAccount)),
    ),
  )

const writeAccount = (account: CreditAccount | undefined): XmlNode | undefined =>
  account &&
  group(
    'cac:PayeeFinancialAccount',
    leaf('cbc:ID', account.id, { schemeID: account.scheme }),
    leaf('cbc:Name', account.name),
    group('cac:FinancialInstitutionBranch', leaf('cbc:ID', account.bank)),
  )
