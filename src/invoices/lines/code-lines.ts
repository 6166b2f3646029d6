import { type Company, demandDimensions, dimensionsOfLines } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import {
  type Account,
  accountsByRole,
  codeFor,
  getAccount,
  listVatCodes,
  rateOn,
  type VatCode,
} from '#src/ledger/index.ts'
import type { Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { CodedLine, LineFacts } from '../invoice.ts'
import { sellerSettings } from '../seller/seller-settings.ts'
import { type LineTerms, lineTermsOf, type Written } from '../terms/terms.ts'
import type { AdjustmentCoding } from './adjustment.ts'
import { vatOfCode } from './vat-of-line.ts'

/** A line as somebody writes it; what is left out is coded from the customer, the account and the company. */
export interface WrittenLine
  extends Omit<LineFacts, keyof LineTerms | 'adjustments'>,
    Written<LineTerms & Pick<LineFacts, 'adjustments'>>,
    WrittenCoding {}

export interface CodingGround {
  readonly company: Company
  readonly customer: Party
  readonly customerCountry: string
  /** Decides the VAT rate. */
  readonly on: BookDate
}

/** How something that is sold, or taken off, is coded where it does not say so itself. */
export interface WrittenCoding {
  readonly account?: string | undefined
  readonly vatCode?: string | undefined
  readonly dimensions?: Readonly<Record<string, string>> | undefined
}

/** Codes one; `pointer` is where it stands in the request, such as `/lines/0`. */
export type Coder = (written: WrittenCoding, pointer: string) => Promise<AdjustmentCoding>

/**
 * Account: its own, the customer's, else the one with role `sales`. VAT code: its own, the customer's, the account's
 * usual one, else the standard rate; a company outside the VAT register charges none. The coder fails with
 * account_unknown, vat_code_unknown and vat_rate_unknown.
 */
export async function coderFor(cx: Cx, ground: CodingGround): Promise<Coder> {
  const codes = await listVatCodes(cx, undefined)
  const { on, company, customer, customerCountry } = ground
  const vatGround = { on, customerCountry, sellerCountry: company.country }
  const accounts = new Map<string, Account>()
  const usual = usualAccount(customer) ?? (await salesAccount(cx))
  return async (written, pointer) => {
    const number = written.account ?? usual
    const account = accounts.get(number) ?? (await accountAt(cx, number, pointer))
    accounts.set(number, account)
    const code = vatCodeOf(written, pointer, account, codes, ground)
    return {
      account: account.number,
      vatCode: code.code,
      ...vatOfCode(code, vatGround),
      dimensions: written.dimensions ?? customer.defaultDimensions,
    }
  }
}

/** Codes the lines. Fails as the coder does, and with what refuses dimensions. */
export async function codeLines(cx: Cx, lines: readonly WrittenLine[], coder: Coder): Promise<CodedLine[]> {
  const coded: CodedLine[] = []
  for (const [index, line] of lines.entries()) {
    coded.push({
      ...lineTermsOf(line),
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.unitPrice,
      discountPercent: line.discountPercent,
      adjustments: line.adjustments ?? [],
      ...(await coder(line, `/lines/${index}`)),
      creditsPosition: null,
    })
  }
  await demandDimensions(cx, dimensionsOfLines(coded))
  return coded
}

/** What is set for a party that also sells to us is about its bills. */
const usualAccount = ({ kind, defaultAccount }: Party): string | null => (kind === 'customer' ? defaultAccount : null)
const usualCode = ({ kind, defaultVatCode }: Party): string | null => (kind === 'customer' ? defaultVatCode : null)

async function salesAccount(cx: Cx): Promise<string> {
  const account = (await accountsByRole(cx, undefined)).get('sales')
  if (account !== undefined) return account
  return fail('account_role_missing', 'No account of the chart has the role sales; give it to one.', {
    members: { role: 'sales' },
  })
}

async function accountAt(cx: Cx, number: string, pointer: string): Promise<Account> {
  const account = await getAccount(cx, { account: number }).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return undefined
    throw error
  })
  if (account?.isActive) return account
  const message = `Account ${number} is not in the chart or not in use.`
  return fail('account_unknown', message, {
    errors: [{ pointer: `${pointer}/account`, code: 'account_unknown', message }],
  })
}

function vatCodeOf(
  line: WrittenCoding,
  pointer: string,
  account: Account,
  codes: readonly VatCode[],
  { company, customer, on }: CodingGround,
): VatCode {
  const output = codes.filter(({ direction, isActive }) => direction === 'output' && isActive)
  const named = line.vatCode ?? usualCode(customer)
  const byName = (wanted: string | null) => output.find(({ code }) => code === wanted)
  const isOutside = sellerSettings(company).isVatRegistered === false
  const code =
    named === null || named === undefined
      ? isOutside
        ? codeFor(output, { direction: 'output', category: 'O', ratePpm: 0, on })
        : (byName(account.vatCode) ?? standardCode(output, on))
      : byName(named)
  if (code && code.handling !== 'reverseCharge' && code.handling !== 'input') return code
  const message = named
    ? `VAT code ${named} is not among the company's codes for sales.`
    : 'Nothing tells the VAT code of the line; give it one.'
  return fail('vat_code_unknown', message, {
    errors: [{ pointer: `${pointer}/vatCode`, code: 'vat_code_unknown', message }],
  })
}

/** The code with the highest rate in force: the standard one. */
const standardCode = (output: readonly VatCode[], on: BookDate): VatCode | undefined =>
  output
    .filter(({ handling }) => handling === 'output')
    .reduce<VatCode | undefined>((best, code) => (best && ppm(best, on) >= ppm(code, on) ? best : code), undefined)

const ppm = (code: VatCode, on: BookDate): number => rateOn(code, on)?.ratePpm ?? 0

/** EN 16931, BR-O-11: what is outside VAT does not stand beside what is inside. */
export function demandUnmixed(
  lines: readonly Pick<CodedLine, 'vatCategory'>[],
  adjustments: readonly Pick<CodedLine, 'vatCategory'>[],
): void {
  const isOutside = ({ vatCategory }: Pick<CodedLine, 'vatCategory'>): boolean => vatCategory === 'O'
  const all = [
    ...lines.map((line, place) => ({ ...line, pointer: `/lines/${place}/vatCode` })),
    ...adjustments.map((one, place) => ({ ...one, pointer: `/adjustments/${place}/vatCode` })),
  ]
  const outside = all.find(isOutside)
  if (outside === undefined || all.every(isOutside)) return
  const message = 'A line outside VAT (category O) cannot stand beside others; put it on an invoice of its own.'
  fail('invoice_vat_mixed', message, {
    errors: [{ pointer: outside.pointer, code: 'invoice_vat_mixed', message }],
  })
}
