import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { formOf } from '../account-form.ts'
import { attributeOf, textOf } from '../field-reader.ts'
import type { CreditAccount, DirectDebit, PaymentCard, PaymentMeans } from '../invoice-model.ts'

/** BG-16 */
export function readPaymentMeans(element: XmlElement): PaymentMeans {
  const code = element.child('cbc:PaymentMeansCode')
  return {
    code: textOf(code),
    text: attributeOf(code, 'name'),
    reference: element.textAt('cbc:PaymentID'),
    account: readAccount(element.child('cac:PayeeFinancialAccount')),
    card: readCard(element.child('cac:CardAccount')),
    directDebit: readDirectDebit(element.child('cac:PaymentMandate')),
  }
}

function readAccount(element: XmlElement | undefined): CreditAccount | undefined {
  if (!element) return undefined
  const branch = element.child('cac:FinancialInstitutionBranch')
  const id = element.textAt('cbc:ID')
  return {
    id,
    scheme: attributeOf(element.child('cbc:ID'), 'schemeID'),
    form: id === undefined ? undefined : formOf(id),
    name: element.textAt('cbc:Name'),
    // EHF 2 wrote the BIC one level deeper, at the institution itself.
    bank: branch?.textAt('cbc:ID') ?? branch?.textAt('cac:FinancialInstitution', 'cbc:ID'),
  }
}

/** Stands for the network of a card where it is not known: UBL asks for one, EN 16931 has none. */
export const NO_NETWORK = 'NA'

function readCard(element: XmlElement | undefined): PaymentCard | undefined {
  if (!element) return undefined
  const network = element.textAt('cbc:NetworkID')
  return {
    number: element.textAt('cbc:PrimaryAccountNumberID'),
    network: network === NO_NETWORK ? undefined : network,
    holder: element.textAt('cbc:HolderName'),
  }
}

function readDirectDebit(element: XmlElement | undefined): DirectDebit | undefined {
  if (!element) return undefined
  return {
    mandate: element.textAt('cbc:ID'),
    debitedAccount: element.textAt('cac:PayerFinancialAccount', 'cbc:ID'),
  }
}

/** BT-20; the terms of documents that have more than one text of them are joined by line breaks. */
export function readPaymentTerms(root: XmlElement): string | undefined {
  const notes = root.all('cac:PaymentTerms').flatMap((terms) => terms.all('cbc:Note'))
  const texts = notes.flatMap((note) => textOf(note) ?? [])
  return texts.length === 0 ? undefined : texts.join('\n')
}
