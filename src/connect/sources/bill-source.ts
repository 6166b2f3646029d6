import { add, type Decimal, decimal, isZero, subtract, sum, ZERO } from '#src/kernel/decimal.ts'
import { toMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import { accountsByRole, getBooks, listVatCodes, rateOn, type VatCode } from '#src/ledger/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type CostPart, costParts, getReceipt, type Receipt } from '#src/receipts/index.ts'
import type { ReadSource, SourceLine } from './source.ts'

const ONE: Decimal = decimal('1')

/** A posted supplier invoice or credit note as a bill: one line for each cost that was booked, and what was rounded. */
export const readBill: ReadSource<'bill'> = async (cx, receiptId) => {
  const receipt = await getReceipt(cx, receiptId)
  const { supplier, issuedOn, dueOn, paymentReference, declared } = receipt
  if (receipt.status !== 'posted' || supplier.partyId === null || issuedOn === null) {
    return fail('state_conflict', 'Only a posted receipt of a supplier is a bill.')
  }
  const { baseCurrency } = await getBooks(cx, undefined)
  const currency = receipt.currency ?? baseCurrency
  const codes = new Map((await listVatCodes(cx, undefined)).map((code) => [code.code, code]))
  const costs = costParts(receipt).map((part) => billedOf(part, codes))
  const net = sum(costs.map((cost) => cost.net))
  const vat = sum(costs.map((cost) => cost.vat))
  const gross = add(declared.payable ?? ZERO, declared.prepaid ?? ZERO)
  const rounding = subtract(gross, add(net, vat))
  const lines = costs.map((cost) => lineOf(cost, currency, receipt))
  return {
    id: receipt.id,
    kind: receipt.kind === 'creditNote' ? 'creditNote' : 'invoice',
    number: receipt.number ?? receipt.id,
    partyId: supplier.partyId,
    issuedOn,
    dueOn,
    currency,
    lines: isZero(rounding) ? lines : [...lines, await roundingLine(cx, rounding, currency)],
    netMinor: toMinor(add(net, rounding), currency),
    vatMinor: toMinor(vat, currency),
    grossMinor: toMinor(gross, currency),
    paymentReference,
  }
}

interface Billed extends Pick<CostPart, 'account' | 'dimensions' | 'description' | 'vatCode'> {
  readonly net: Decimal
  readonly vat: Decimal
  readonly code: VatCode | undefined
}

/** Under a code that books no VAT, what the supplier charged of it is cost: it is handed over as it was booked. */
function billedOf({ account, dimensions, description, vatCode, amount, vat }: CostPart, codes: Map<string, VatCode>) {
  const code = vatCode === null ? undefined : codes.get(vatCode)
  const shared = { account, dimensions, description, vatCode, code }
  return code?.handling === 'input' ? { ...shared, net: amount, vat } : { ...shared, net: add(amount, vat), vat: ZERO }
}

function lineOf(cost: Billed, currency: string, receipt: Receipt): SourceLine {
  const { account, dimensions, description, vatCode, code, net, vat } = cost
  const on = receipt.taxPointOn ?? receipt.issuedOn
  const rate = code?.handling === 'input' && on !== null ? rateOn(code, on) : undefined
  return {
    description: description ?? receipt.number ?? '',
    quantity: ONE,
    unitPrice: net,
    netMinor: toMinor(net, currency),
    vatMinor: toMinor(vat, currency),
    account,
    vatCode,
    vatRatePpm: rate?.ratePpm ?? 0,
    dimensions,
  }
}

async function roundingLine(cx: Cx, rounding: Decimal, currency: string): Promise<SourceLine> {
  const account = (await accountsByRole(cx, undefined)).get('rounding')
  if (account === undefined) return fail('account_role_missing', 'No account of the chart has the role rounding.')
  return {
    description: 'Rounding',
    quantity: ONE,
    unitPrice: rounding,
    netMinor: toMinor(rounding, currency),
    vatMinor: 0n,
    account,
    vatCode: null,
    vatRatePpm: 0,
    dimensions: {},
  }
}
