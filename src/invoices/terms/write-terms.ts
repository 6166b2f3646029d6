import type { Invoice as EInvoice, InvoiceLine as EInvoiceLine, Party } from '#src/documents/einvoice/index.ts'
import type { InvoiceContent } from '../invoice.ts'
import { ibanOf } from '../seller/seller.ts'
import type { InvoiceTerms, LineTerms, TermPayee } from './terms.ts'

/** The terms of an invoice as the e-invoice has them; the order reference is among its references. */
export const eInvoiceTerms = (content: InvoiceContent): Partial<EInvoice> => ({
  references: {
    purchaseOrder: content.orderReference ?? undefined,
    contract: content.contractReference ?? undefined,
    project: content.projectReference ?? undefined,
    salesOrder: content.salesOrderReference ?? undefined,
    receivingAdvice: content.receivingAdviceReference ?? undefined,
    despatchAdvice: content.despatchAdviceReference ?? undefined,
    tender: content.tenderReference ?? undefined,
    invoicedObject: content.invoicedObject ?? undefined,
  },
  accountingCost: content.accountingCost ?? undefined,
  period: content.period ?? undefined,
})

/** Who is paid; a credit note is paid to nobody, so it names none. */
export const payeeOf = ({ payee, kind }: Pick<InvoiceTerms, 'payee'> & { kind: string }): Party | undefined =>
  payee === null || kind !== 'invoice'
    ? undefined
    : {
        name: payee.name,
        identifiers: payee.identifier ? [payee.identifier] : [],
        legalId: payee.legalId,
        taxRegistrations: [],
      }

/** Where the payee is paid; undefined where that is the account of the seller. */
export const payeeAccount = (payee: TermPayee | null): { id: string | undefined; name: string } | undefined =>
  payee?.bankAccount === undefined ? undefined : { id: ibanOf(payee.bankAccount), name: payee.name }

export const eInvoiceLineTerms = (line: LineTerms) =>
  ({
    note: line.note ?? undefined,
    details: line.details ?? undefined,
    object: line.invoicedObject ?? undefined,
    orderLine: line.orderLine ?? undefined,
    accountingCost: line.accountingCost ?? undefined,
    period: line.period ?? undefined,
    sellersItemId: line.sellersItemId ?? undefined,
    buyersItemId: line.buyersItemId ?? undefined,
    standardItemId: line.standardItemId ?? undefined,
    classifications: line.classifications,
    originCountry: line.originCountry ?? undefined,
    attributes: line.attributes,
  }) satisfies Partial<EInvoiceLine>
