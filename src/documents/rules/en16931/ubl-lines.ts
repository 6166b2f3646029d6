import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds } from '../engine/rule.ts'
import { every, filled, has, hasAttribute, twoDecimals } from '../engine/tests.ts'
import { normalised, numberOf } from '../engine/values.ts'
import type { Edition } from './edition.ts'
import { isAllowance, isChargeOnly, isVat } from './ubl-facts.ts'
import { hasReason, unverifiable } from './ubl-totals.ts'

const LINE_ALLOWANCE = 'cac:InvoiceLine/cac:AllowanceCharge | cac:CreditNoteLine/cac:AllowanceCharge'

/** Lines (BG-25) with their allowances, charges, periods and items. */
export const lineContexts = (edition: Edition): Context[] => [
  ...ownContexts(),
  ...allowanceContexts(),
  ...periodContexts(),
  ...itemContexts(),
  context('/ubl:Invoice/cbc:Note | /cn:CreditNote/cbc:Note', [
    fatal('BR-CL-08', 'A subject code (BT-21) of a note is a code of UNTDID 4451.', (node) =>
      subjectKnown(node.text, edition.lists('noteSubject')),
    ),
  ]),
]

const ownContexts = (): Context[] => [
  context('cac:InvoiceLine | cac:CreditNoteLine', [
    fatal('BR-21', 'A line has an identifier (BT-126).', filled('cbc:ID')),
    fatal('BR-22', 'A line has a quantity (BT-129).', has('cbc:InvoicedQuantity', 'cbc:CreditedQuantity')),
    fatal('BR-23', 'The quantity of a line has a unit (BT-130).', quantityHasUnit),
    fatal('BR-24', 'A line has a net amount (BT-131).', has('cbc:LineExtensionAmount')),
    fatal('BR-25', 'The item of a line has a name (BT-153).', filled('cac:Item/cbc:Name')),
    fatal('BR-26', 'A line has a net price (BT-146).', has('cac:Price/cbc:PriceAmount')),
    fatal('BR-27', 'The net price of an item (BT-146) is not negative.', priceNotNegative),
    fatal('BR-28', 'The gross price of an item (BT-148) is not negative.', grossPriceNotNegative),
    fatal('BR-CO-04', 'A line has a VAT category (BT-151).', hasVatCategory),
    fatal(
      'BR-DEC-23',
      'The net amount of a line (BT-131) has at most two decimals.',
      twoDecimals('cbc:LineExtensionAmount'),
    ),
  ]),
]

const allowanceContexts = (): Context[] => [
  contextWhen(LINE_ALLOWANCE, isAllowance, [
    fatal('BR-41', 'An allowance on a line has an amount (BT-136).', has('cbc:Amount')),
    fatal('BR-42', 'An allowance on a line has a reason or a reason code (BT-139, BT-140).', hasReason),
    fatal('BR-CO-07', 'Reason and reason code of an allowance on a line say the same.', unverifiable),
    fatal('BR-CO-23', 'An allowance on a line has a reason (BT-139) or a reason code (BT-140).', hasReason),
    fatal('BR-DEC-24', 'The amount of an allowance on a line has at most two decimals.', twoDecimals('cbc:Amount')),
    fatal(
      'BR-DEC-25',
      'The base amount of an allowance on a line has at most two decimals.',
      twoDecimals('cbc:BaseAmount'),
    ),
  ]),
  contextWhen(LINE_ALLOWANCE, isChargeOnly, [
    fatal('BR-43', 'A charge on a line has an amount (BT-141).', has('cbc:Amount')),
    fatal('BR-44', 'A charge on a line has a reason or a reason code (BT-144, BT-145).', hasReason),
    fatal('BR-CO-08', 'Reason and reason code of a charge on a line say the same.', unverifiable),
    fatal('BR-CO-24', 'A charge on a line has a reason (BT-144) or a reason code (BT-145).', hasReason),
    fatal('BR-DEC-27', 'The amount of a charge on a line has at most two decimals.', twoDecimals('cbc:Amount')),
    fatal(
      'BR-DEC-28',
      'The base amount of a charge on a line has at most two decimals.',
      twoDecimals('cbc:BaseAmount'),
    ),
  ]),
]

const periodContexts = (): Context[] => [
  context('cac:InvoiceLine/cac:InvoicePeriod | cac:CreditNoteLine/cac:InvoicePeriod', [
    fatal('BR-30', 'The period of a line does not end (BT-135) before it starts (BT-134).', endsAfterStart),
    fatal(
      'BR-CO-20',
      'The period of a line has a start (BT-134) or an end (BT-135).',
      has('cbc:StartDate', 'cbc:EndDate'),
    ),
  ]),
  context('cac:InvoicePeriod', [
    fatal('BR-29', 'The invoicing period does not end (BT-74) before it starts (BT-73).', endsAfterStart),
    fatal(
      'BR-CO-19',
      'The invoicing period has a start (BT-73), an end (BT-74) or a VAT point code (BT-8).',
      has('cbc:StartDate', 'cbc:EndDate', 'cbc:DescriptionCode'),
    ),
  ]),
]

const itemContexts = (): Context[] => [
  context('cac:AdditionalItemProperty', [
    fatal('BR-54', 'An item attribute (BG-32) has a name and a value.', every(has('cbc:Name'), has('cbc:Value'))),
  ]),
  context(
    'cac:InvoiceLine/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode | cac:CreditNoteLine/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode',
    [fatal('BR-65', 'A classification of an item (BT-158) names its list.', hasAttribute('listID'))],
  ),
  context(
    'cac:InvoiceLine/cac:Item/cac:StandardItemIdentification/cbc:ID | cac:CreditNoteLine/cac:Item/cac:StandardItemIdentification/cbc:ID',
    [fatal('BR-64', 'A standard identifier of an item (BT-157) names its scheme.', hasAttribute('schemeID'))],
  ),
]

const quantities = path('cbc:InvoicedQuantity | cbc:CreditedQuantity')
const quantityHasUnit: Holds = (node) => quantities(node).some((one) => one.attributes.unitCode !== undefined)

const notNegative = (text: string): boolean => numberOf(text) >= 0
const priceNotNegative: Holds = (node) => path('cac:Price/cbc:PriceAmount')(node).some((one) => notNegative(one.text))
const grossPrices = path('cac:Price/cac:AllowanceCharge/cbc:BaseAmount')
const grossPriceNotNegative: Holds = (node) => {
  const prices = grossPrices(node)
  return prices.length === 0 || prices.some((one) => notNegative(one.text))
}

const hasVatCategory: Holds = (node) =>
  path('cac:Item/cac:ClassifiedTaxCategory')(node).some((one) => isVat(one) && one.child('cbc:ID') !== undefined)

/** Dates of ISO form order as text does; the comparison is by day. */
const endsAfterStart: Holds = (node) => {
  const [start, end] = [node.child('cbc:StartDate'), node.child('cbc:EndDate')]
  return !start || !end || normalised(end) >= normalised(start)
}

/** Only three characters between two "#" count as a code, and the official test looks for them in the joined list. */
function subjectKnown(text: string, list: ReadonlySet<string>): boolean {
  const code = /^[^#]*#([^#]*)#/.exec(text)?.[1]
  return code?.length !== 3 || ` ${[...list].join(' ')} `.includes(code)
}
