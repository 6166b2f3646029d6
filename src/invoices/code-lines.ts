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
import type { CodedLine, LineFacts } from './invoice.ts'
import { sellerSettings } from './seller-settings.ts'
import { type LineTerms, lineTermsOf, type Written } from './terms.ts'
import { vatOfCode } from './vat-of-line.ts'

/** A line as somebody writes it; what is left out is coded from the customer, the account and the company. */
export interface WrittenLine extends Omit<LineFacts, keyof LineTerms>, Written<LineTerms> {
  readonly account?: string | undefined
  readonly vatCode?: string | undefined
  readonly dimensions?: Readonly<Record<string, string>> | undefined
}

export interface CodingGround {
  readonly company: Company
  readonly customer: Party
  readonly customerCountry: string
  /** Decides the VAT rate. */
  readonly on: BookDate
}

/**
 * Codes the lines. Account: the line's own, the customer's, else the one with role `sales`. VAT code: the line's own,
 * the customer's, the account's usual one, else the standard rate; a company outside the VAT register charges none.
 * Fails with account_unknown, vat_code_unknown, vat_rate_unknown, invoice_vat_mixed, and what refuses dimensions.
 */
export async function codeLines(cx: Cx, lines: readonly WrittenLine[], ground: CodingGround): Promise<CodedLine[]> {
  const codes = await listVatCodes(cx, undefined)
  const { on, company, customerCountry } = ground
  const vatGround = { on, customerCountry, sellerCountry: company.country }
  const accounts = new Map<string, Account>()
  const usual = usualAccount(ground.customer) ?? (await salesAccount(cx))
  const coded: CodedLine[] = []
  for (const [index, line] of lines.entries()) {
    const number = line.account ?? usual
    const account = accounts.get(number) ?? (await accountAt(cx, number, index))
    accounts.set(number, account)
    const code = vatCodeOf(line, index, account, codes, ground)
    coded.push({
      ...lineTermsOf(line),
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.unitPrice,
      discountPercent: line.discountPercent,
      account: account.number,
      vatCode: code.code,
      ...vatOfCode(code, vatGround),
      dimensions: line.dimensions ?? ground.customer.defaultDimensions,
      creditsPosition: null,
    })
  }
  demandUnmixed(coded)
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

async function accountAt(cx: Cx, number: string, index: number): Promise<Account> {
  const account = await getAccount(cx, { account: number }).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return undefined
    throw error
  })
  if (account?.isActive) return account
  const message = `Account ${number} is not in the chart or not in use.`
  return fail('account_unknown', message, {
    errors: [{ pointer: `/lines/${index}/account`, code: 'account_unknown', message }],
  })
}

function vatCodeOf(
  line: WrittenLine,
  index: number,
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
    errors: [{ pointer: `/lines/${index}/vatCode`, code: 'vat_code_unknown', message }],
  })
}

/** The code with the highest rate in force: the standard one. */
const standardCode = (output: readonly VatCode[], on: BookDate): VatCode | undefined =>
  output
    .filter(({ handling }) => handling === 'output')
    .reduce<VatCode | undefined>((best, code) => (best && ppm(best, on) >= ppm(code, on) ? best : code), undefined)

const ppm = (code: VatCode, on: BookDate): number => rateOn(code, on)?.ratePpm ?? 0

/** EN 16931, BR-O-11: what is outside VAT does not stand beside what is inside. */
export function demandUnmixed(lines: readonly CodedLine[]): void {
  const outside = lines.findIndex(({ vatCategory }) => vatCategory === 'O')
  if (outside < 0 || lines.every(({ vatCategory }) => vatCategory === 'O')) return
  const message = 'A line outside VAT (category O) cannot stand beside others; put it on an invoice of its own.'
  fail('invoice_vat_mixed', message, {
    errors: [{ pointer: `/lines/${outside}/vatCode`, code: 'invoice_vat_mixed', message }],
  })
}
