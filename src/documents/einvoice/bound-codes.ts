import { isCurrency } from '#src/kernel/currency.ts'
import type { Exception, Identifier, Invoice, Party, PaymentMeans } from './invoice-model.ts'

/**
 * UTF-16 units of a code or number. One syntax writes it into an element and another into an attribute, which has less
 * room (`XmlLimits`), and the books find things by it in an index. What is longer is no code, whatever it is.
 */
const CODE_MAX = 500
/** The same of a sentence (BT-82), which stands in an element in CII and in an attribute in UBL. */
const SENTENCE_MAX = 10_000

/**
 * The invoice with codes that every syntax can say: a currency is three capital letters (ISO 4217), a number, a scheme or
 * the name of a means of payment is short. Anything else is left out with an exception; the rules judge the document itself, and
 * say so too (BR-CL-03, BR-CL-04).
 */
export function boundCodes(invoice: Invoice): { invoice: Invoice; exceptions: Exception[] } {
  const exceptions: Exception[] = []
  const unless = (isGood: (text: string) => boolean, what: string) => (text: string | undefined, pointer: string) => {
    if (text === undefined || isGood(text)) return text
    const said = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
    exceptions.push({ code: 'code_unreadable', message: `“${said}” is no ${what}.`, pointer })
    return undefined
  }
  const currency = unless(isCurrency, 'currency of three capital letters')
  const sentence = unless((text) => text.length <= SENTENCE_MAX, `text of at most ${SENTENCE_MAX} signs`)
  const code = unless((text) => text.length <= CODE_MAX, `text of at most ${CODE_MAX} signs`)
  const identifier = (one: Identifier | undefined, pointer: string): Identifier | undefined => {
    const id = code(one?.id, pointer)
    return one && id !== undefined ? { id, scheme: code(one.scheme, `${pointer}/scheme`) } : undefined
  }
  const party = (one: Party, pointer: string): Party => ({
    ...one,
    organisationNumber: code(one.organisationNumber, `${pointer}/organisationNumber`),
    vatNumber: code(one.vatNumber, `${pointer}/vatNumber`),
    legalId: identifier(one.legalId, `${pointer}/legalId`),
    endpoint: identifier(one.endpoint, `${pointer}/endpoint`),
    taxRegistrations: one.taxRegistrations.flatMap(
      (each, at) => identifier(each, `${pointer}/taxRegistrations/${at}`) ?? [],
    ),
  })
  const means = (one: PaymentMeans, at: number): PaymentMeans => ({
    ...one,
    text: sentence(one.text, `/paymentMeans/${at}/text`),
    account: one.account && { ...one.account, id: code(one.account.id, `/paymentMeans/${at}/account/id`) },
  })
  const { references, payee, taxRepresentative } = invoice
  const bounded = {
    ...invoice,
    number: code(invoice.number, '/number'),
    currency: currency(invoice.currency, '/currency'),
    vatCurrency: currency(invoice.vatCurrency, '/vatCurrency'),
    references: { ...references, invoicedObject: identifier(references.invoicedObject, '/references/invoicedObject') },
    supplier: party(invoice.supplier, '/supplier'),
    customer: party(invoice.customer, '/customer'),
    payee: payee && party(payee, '/payee'),
    taxRepresentative: taxRepresentative && party(taxRepresentative, '/taxRepresentative'),
    paymentMeans: invoice.paymentMeans.map(means),
    bankAccount: code(invoice.bankAccount, '/bankAccount'),
    lines: invoice.lines.map((line, at) => ({
      ...line,
      object: identifier(line.object, `/lines/${at}/object`),
      sellersItemId: code(line.sellersItemId, `/lines/${at}/sellersItemId`),
    })),
  }
  return { invoice: bounded, exceptions }
}

const SHOWN_MAX = 60
