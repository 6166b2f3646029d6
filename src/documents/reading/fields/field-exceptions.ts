import { add, type Decimal, formatDecimal, parseDecimal, subtract } from '#src/kernel/decimal.ts'
import { FIELD_NAMES, type FieldException, type FieldName, type Fields, SURE } from './field.ts'
import type { DocumentKind } from './kind-of-document.ts'

/** Without these nothing can be booked; a till receipt needs no number. */
const NEEDED: readonly FieldName[] = ['issuer', 'issuedOn', 'currency', 'gross']

/** Rounding to a coin that a receipt prints apart from net and VAT. */
const SLACK_CENTS = 5n

const amountOf = (fields: Fields, name: FieldName): Decimal | undefined => {
  const field = fields[name]
  return field ? parseDecimal(field.value) : undefined
}

function differing(fields: Fields): FieldException[] {
  const [net, vat, gross] = (['net', 'vat', 'gross'] as const).map((name) => amountOf(fields, name))
  if (!net || !vat || !gross) return []
  const { units } = subtract(add(net, vat), gross)
  if (units <= SLACK_CENTS && units >= -SLACK_CENTS) return []
  const message = `Net ${formatDecimal(net)} and VAT ${formatDecimal(vat)} do not make the total ${formatDecimal(gross)}.`
  return [{ code: 'totals_differ', message, pointer: '/fields/gross' }]
}

/** What somebody must look at before the document is booked. */
export function exceptionsOf(kind: DocumentKind, fields: Fields): FieldException[] {
  const needed = kind === 'expenseReceipt' ? NEEDED : [...NEEDED, 'number' as const]
  const missing = needed
    .filter((name) => fields[name] === null)
    .map((name) => ({
      code: 'field_missing' as const,
      message: `The ${name} was not found on the pages.`,
      pointer: `/fields/${name}`,
    }))
  const uncertain = FIELD_NAMES.flatMap((name) => {
    const field = fields[name]
    if (!field || field.confidence >= SURE) return []
    const message = `The ${name} "${field.value}" is uncertain (${Math.round(field.confidence * 100)} of 100).`
    return [{ code: 'field_uncertain' as const, message, pointer: `/fields/${name}` }]
  })
  return [...missing, ...uncertain, ...differing(fields)]
}
