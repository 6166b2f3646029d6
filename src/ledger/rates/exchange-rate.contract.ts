import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Ledger'
const path = '/v1/companies/{companyId}/exchange-rates'

const Positive = DecimalText.refine((text) => /^\+?\d*\.?\d*$/.test(text) && /[1-9]/.test(text), 'must be above zero')

export const RateSchema = z
  .object({
    currency: CurrencyCode,
    amount: DecimalText.openapi({ example: '100' }),
    baseAmount: DecimalText.openapi({ example: '98.35', description: 'What `amount` is worth in the base currency' }),
    validFrom: DateText,
    source: z.string().nullable().openapi({ example: 'Norges Bank' }),
  })
  .openapi('ExchangeRate')

export const RateBody = z.strictObject({
  currency: CurrencyCode,
  amount: Positive.default('1').openapi({ example: '100', description: 'Units of the currency' }),
  baseAmount: Positive.openapi({ example: '98.35', description: 'What they are worth in the base currency' }),
  validFrom: DateText.optional().openapi({
    description: 'In force from this date until the next rate; today when left out',
  }),
  source: z.string().trim().min(1).max(100).optional().openapi({ example: 'Norges Bank' }),
})

export const setExchangeRateOp = operation({
  id: 'setExchangeRate',
  method: 'put',
  path,
  tag,
  scope: 'receipts:write',
  summary: 'Set the rate by which receipts and invoices in a currency are booked',
  params: companyParams,
  body: RateBody,
  answer: { status: 200, schema: RateSchema },
  problems: ['currency_is_base'],
})

export const listExchangeRatesOp = operation({
  id: 'listExchangeRates',
  method: 'get',
  path,
  tag,
  scope: 'receipts:read',
  summary: 'List the exchange rates of a company',
  params: companyParams,
  answer: { status: 200, schema: pageOf(RateSchema) },
})
