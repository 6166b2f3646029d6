import { add, type Decimal, equals, isZero, subtract, ZERO } from '#src/kernel/decimal.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { AllowanceCharge, Attachment, Identifier, Invoice } from '../einvoice/invoice-model.ts'
import { type Labelled, said } from './said.ts'
import { type Figures, figuresFor } from './set-figures.ts'
import type { Fact, Sheet, SheetAttachment, VatTable } from './sheet.ts'
import { adjustment, lineColumns, sheetLine, vatText } from './sheet-lines.ts'
import { blockOf, deliveryBlock, endpointText, isEmpty } from './sheet-parties.ts'
import { paymentOf } from './sheet-payment.ts'
import { taxPointWord, titleWord, word } from './sheet-words.ts'

/** The invoice as a person reads it, in a language: all that it says, nothing that it does not. */
export function sheetOf(invoice: Invoice, locale: Locale): Sheet {
  const { kind, supplier, customer, payee, taxRepresentative, delivery, currency } = invoice
  const figures = figuresFor(locale, currency)
  const isCreditNote = kind === 'creditNote'
  const home = supplier.address?.country
  const deliveredTo = delivery && deliveryBlock(delivery, locale, home)
  const payable = {
    label: word(locale, isCreditNote ? 'credited' : 'payable'),
    value: [figures.amount(invoice.declared.payable), currency].filter(Boolean).join('\u00a0'),
  }
  return {
    locale,
    title: titleWord(locale, kind, invoice.typeCode),
    number: invoice.number ?? '',
    isCreditNote,
    supplier: blockOf(supplier, 'supplier', locale, customer.address?.country),
    customer: blockOf(customer, isCreditNote ? 'creditedTo' : 'invoicedTo', locale, home),
    others: [
      ...(payee ? [blockOf(payee, 'payee', locale, home)] : []),
      ...(taxRepresentative ? [blockOf(taxRepresentative, 'taxRepresentative', locale, home)] : []),
      ...(deliveredTo && !isEmpty(deliveredTo) ? [deliveredTo] : []),
    ],
    facts: factsOf(invoice, figures),
    notes: invoice.notes.map(({ text, subjectCode }) => (subjectCode ? `${text} (${subjectCode})` : text)),
    columns: lineColumns(figures),
    lines: invoice.lines.map((line) => sheetLine(line, figures)),
    vat: vatOf(invoice, figures),
    sums: sumsOf(invoice, figures),
    payable,
    payment: paymentOf(invoice, payable, figures),
    attachments: invoice.attachments.map(attachmentOf),
    technical: technicalOf(invoice, locale),
  }
}

const identified = (one: Identifier | undefined): string | undefined =>
  one && (one.scheme === undefined ? one.id : `${one.id} (${one.scheme})`)

function factsOf(invoice: Invoice, figures: Figures): Fact[] {
  const { locale } = figures
  const { references, kind, taxPointCode } = invoice
  return said(locale, [
    [kind === 'creditNote' ? 'creditedOn' : 'issuedOn', figures.date(invoice.issuedOn)],
    ['dueOn', figures.date(invoice.dueOn)],
    ['deliveredOn', figures.date(invoice.delivery?.deliveredOn)],
    ['period', figures.period(invoice.period)],
    ['taxPointOn', figures.date(invoice.taxPointOn)],
    ['taxPointCode', taxPointCode && taxPointWord(locale, taxPointCode)],
    ...invoice.precedingInvoices.map(
      ({ number, issuedOn }): Labelled => [
        'precedingInvoice',
        issuedOn ? `${number} (${figures.date(issuedOn)})` : number,
      ],
    ),
    ['buyerReference', invoice.buyerReference],
    ['purchaseOrder', references.purchaseOrder],
    ['salesOrder', references.salesOrder],
    ['contract', references.contract],
    ['project', references.project],
    ['accountingCost', invoice.accountingCost],
    ['despatchAdvice', references.despatchAdvice],
    ['receivingAdvice', references.receivingAdvice],
    ['tender', references.tender],
    ['invoicedObject', identified(references.invoicedObject)],
  ])
}

function vatOf({ vatBreakdown }: Invoice, figures: Figures): VatTable {
  const { locale } = figures
  return {
    heading: word(locale, 'vatSpecification'),
    columns: { rate: word(locale, 'rate'), basis: word(locale, 'basis'), vat: word(locale, 'vat') },
    rows: vatBreakdown.map(({ vatCode, vatRate, taxable, vat, exemptionReason, exemptionCode }) => ({
      rate: vatText({ vatCode, vatRate }, figures),
      basis: figures.amount(taxable),
      vat: figures.amount(vat),
      reason: [exemptionReason, exemptionCode && `(${exemptionCode})`].filter(Boolean).join(' '),
    })),
  }
}

/** Down from the lines to what is to pay; sums that nothing changed on the way are not repeated. */
function sumsOf(invoice: Invoice, figures: Figures): Fact[] {
  const { declared, allowances, charges, vatCurrency } = invoice
  const { locale, amount } = figures
  const isAdjusted = allowances.length + charges.length > 0 || differs(invoice)
  const adjustments = [
    ...charges.map((one) => adjustment(one, 'charge', figures)),
    ...allowances.map((one) => adjustment(one, 'allowance', figures)),
  ].map(({ label, sum }) => ({ label, value: sum }))
  return [
    ...(isAdjusted ? said(locale, [['lineNet', amount(declared.lineNet)]]) : []),
    ...adjustments,
    ...said(locale, [
      ['charges', isSaidBy(charges, declared.charges) ? undefined : amount(declared.charges)],
      ['allowances', isSaidBy(allowances, declared.allowances) ? undefined : amount(declared.allowances)],
      ['netTotal', amount(declared.net)],
      ['vatTotal', amount(declared.vat)],
    ]),
    ...(declared.vatInVatCurrency
      ? [
          {
            label: [word(locale, 'vatInVatCurrency'), vatCurrency].filter(Boolean).join(' '),
            value: amount(declared.vatInVatCurrency),
          },
        ]
      : []),
    ...said(locale, [
      ['gross', amount(declared.gross)],
      ['prepaid', amount(declared.prepaid && { ...declared.prepaid, units: -declared.prepaid.units })],
      ['rounding', amount(declared.rounding)],
    ]),
  ]
}

/** Whether the sum of the lines is another one than the net: something stands between them. */
const differs = ({ declared: { lineNet = ZERO, net = ZERO, allowances = ZERO, charges = ZERO } }: Invoice): boolean =>
  !isZero(subtract(lineNet, net)) || !isZero(add(allowances, charges))

/** A sum says nothing new beside the only item that it is made of, or when it is zero and there is none. */
const isSaidBy = (items: readonly AllowanceCharge[], total: Decimal | undefined): boolean =>
  total !== undefined && items.length < 2 && equals(total, items[0]?.amount ?? ZERO)

const attachmentOf = ({ id, description, url, mediaType, fileName, content }: Attachment): SheetAttachment => ({
  name: fileName ?? id ?? url ?? '',
  description: [fileName === undefined ? undefined : id, description].filter(Boolean).join(' · '),
  url,
  mediaType,
  content,
})

const technicalOf = (invoice: Invoice, locale: Locale): Fact[] =>
  said(locale, [
    ['specification', invoice.customizationId],
    ['process', invoice.profileId],
    ['typeCode', invoice.typeCode],
    ['endpoint', [endpointText(invoice.supplier), endpointText(invoice.customer)].filter(Boolean).join(' → ')],
  ])
