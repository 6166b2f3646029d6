import { DecimalText, z } from '#src/platform/http/contract.ts'
import { documentText } from '../terms/text.contract.ts'
import { ADJUSTMENT_KINDS, ADJUSTMENTS_MAX } from './adjustment.ts'

const AmountText = DecimalText.refine(
  (text) => /^\+?\d{0,12}(\.\d{0,2})?$/.test(text),
  'is not negative and has two decimals at the most (EN 16931 BR-DEC-01)',
)
const PercentText = DecimalText.refine(
  (text) => /^\+?\d{0,3}(\.\d{0,4})?$/.test(text),
  'is not negative, below 1000 and has four decimals at the most',
)

/** What an allowance or charge is, on a line and on the invoice. */
export const adjustmentFacts = {
  kind: z.enum(ADJUSTMENT_KINDS).openapi({ example: 'charge', description: 'An allowance is taken off' }),
  amount: AmountText.nullable().optional().openapi({ example: '120.00', description: 'Before VAT; this or percent' }),
  percent: PercentText.nullable().optional().openapi({ example: '5', description: 'Of what it stands on' }),
  reason: documentText(200)
    .nullable()
    .optional()
    .openapi({ example: 'Freight', description: "A word in the customer's language when left out" }),
  reasonCode: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .nullable()
    .optional()
    .openapi({
      example: 'FC',
      description: 'UNTDID 5189 for an allowance (95 discount), 7161 for a charge (FC freight)',
    }),
}

type Said = { readonly amount?: string | null | undefined; readonly percent?: string | null | undefined }
const isOne = ({ amount, percent }: Said): boolean => ((amount ?? null) !== null) !== ((percent ?? null) !== null)

export const sayOne = [isOne, 'says an amount or a percentage, one of them'] as const

export const LineAdjustments = z
  .array(
    z
      .strictObject(adjustmentFacts)
      .refine(...sayOne)
      .openapi('InvoiceLineAdjustment'),
  )
  .max(ADJUSTMENTS_MAX)
