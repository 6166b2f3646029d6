import { type Company, getCompany } from '#src/companies/index.ts'
import { printInThread } from '#src/documents/print/index.ts'
import { addDays } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { eInvoiceOf } from '../document/write-document.ts'
import type { CodedLine, InvoiceContent } from '../invoice.ts'
import { countLines } from '../lines/count-lines.ts'
import { sellerAsKnown } from '../seller/seller.ts'
import { type SELLER_SETTINGS, sellerSettings } from '../seller/seller-settings.ts'
import { NO_LINE_TERMS, NO_TERMS } from '../terms/terms.ts'
import type { InvoicePdf } from './invoice-pdf.ts'
import { judgeTemplate, languageOf, lookOf, TEMPLATE_SETTINGS } from './template.ts'

type TemplateSetting = (typeof TEMPLATE_SETTINGS)[keyof typeof TEMPLATE_SETTINGS]
type SellerSetting = (typeof SELLER_SETTINGS)[keyof typeof SELLER_SETTINGS]

/** Settings of the template and the seller to try out, by their names; the company's own where one is left out. */
export type TemplateTrial = { readonly [Name in TemplateSetting]?: string | undefined } & {
  readonly [Name in SellerSetting]?: string | boolean | undefined
}

/**
 * A sample invoice in the company's template, or with other settings tried out. What a seller has not said in full yet is
 * left away. Fails with `invoice_template_invalid`.
 */
export async function previewTemplate(call: Call, trial: TemplateTrial): Promise<InvoicePdf> {
  const { said, look, locale } = await planPreview(call, trial)
  const { bytes } = await printInThread(said, { locale, look, format: 'pdf' })
  return { bytes, name: 'preview.pdf' }
}

const planPreview = query('invoice.planPreview', { can: 'invoices:read' }, async (cx, trial: TemplateTrial) => {
  const own = await getCompany(cx, undefined)
  const tried = Object.entries(trial).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined)
  const company = { ...own, settings: { ...own.settings, ...Object.fromEntries(tried) } }
  await judgeTemplate(cx, company, new Set(Object.values(TEMPLATE_SETTINGS)))
  const locale = languageOf(company)
  const said = eInvoiceOf({
    content: sampleOf(company),
    number: undefined,
    paymentReference: undefined,
    issuedOn: cx.today,
    dueOn: addDays(cx.today, 14),
    seller: sellerAsKnown(company),
    buyer: { isPeppol: false, party: { name: SAMPLES[locale].customer, identifiers: [], taxRegistrations: [] } },
    language: locale,
  })
  return { said, locale, look: { ...(await lookOf(cx, company)), isDraft: true } }
})

const SAMPLES = {
  nb: { customer: 'Eksempel AS', lines: ['Konsulenttimer', 'Reise'] },
  en: { customer: 'Example Ltd', lines: ['Hours of work', 'Travel'] },
} as const

const RATE = '25'

function sampleOf(company: Company): InvoiceContent {
  const { customer, lines } = SAMPLES[languageOf(company)]
  const isOutside = sellerSettings(company).isVatRegistered === false
  const coded = lines.map(
    (description, index): CodedLine => ({
      ...NO_LINE_TERMS,
      description,
      quantity: decimal(index + 1),
      unit: 'EA',
      unitPrice: decimal('1250.00'),
      discountPercent: null,
      adjustments: [],
      account: '',
      vatCode: '',
      vatCategory: isOutside ? 'O' : 'S',
      vatRate: isOutside ? null : decimal(RATE),
      dimensions: {},
      creditsPosition: null,
    }),
  )
  return {
    ...NO_TERMS,
    kind: 'invoice',
    customer: { partyId: '', name: customer, organisationNumber: null, address: null },
    issuedOn: null,
    dueOn: null,
    deliveredOn: null,
    currency: company.baseCurrency as InvoiceContent['currency'],
    exchange: null,
    buyerReference: null,
    orderReference: null,
    note: null,
    attachments: [],
    credits: null,
    ...countLines(coded, company.baseCurrency as InvoiceContent['currency']),
  }
}
