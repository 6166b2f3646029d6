import { type Company, pairsOf, unusableDimensions } from '#src/companies/index.ts'
import { isZero, multiply, ZERO } from '#src/kernel/decimal.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { codeFor, getAccount, listVatCodes, type VatCode } from '#src/ledger/index.ts'
import type { Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ReceiptContent, ReceiptLine } from '../receipt.ts'
import { type CodingGround, codeLines } from './code-lines.ts'
import { measure, outcomesOf } from './memory.store.ts'
import { activeRules } from './rule.store.ts'
import { failing, partsOf } from './rule.ts'

/** The receipt whose lines are to be coded. */
export interface ToCode {
  readonly receiptId: string
  readonly content: ReceiptContent
  readonly party: Party | null
  /** Accounting costs that the document names, by the place of the line. */
  readonly costs: readonly (string | null)[]
}

/**
 * The lines with the coding that the first source gives them (docs/coding.md), and the VAT codes that their categories
 * and rates mean in the books of this company.
 */
export async function proposeCoding(cx: Cx, company: Company, toCode: ToCode): Promise<ReceiptLine[]> {
  return codeLines(toCode.content.lines, await codingGround(cx, company, toCode))
}

/** Everything that the sources know when the lines are coded. */
export async function codingGround(
  cx: Cx,
  company: Company,
  { receiptId, content, party, costs }: ToCode,
): Promise<CodingGround> {
  const rules = await activeRules(cx)
  const [outcomes, measured, vatCodes] = await Promise.all([
    party ? outcomesOf(cx, party.id, receiptId) : [],
    measure(cx, party?.id ?? null, rules),
    listVatCodes(cx, undefined),
  ])
  const vatCodeOf = vatCodeFinder(vatCodes, content, company, cx)
  const fitting = rules.filter(({ when }) =>
    content.lines.some((line) => !failing(when, { line, content, vatCode: line.vatCode ?? vatCodeOf(line) })),
  )
  const numbers = [
    ...costs,
    party?.defaultAccount ?? null,
    ...fitting.flatMap(({ coding }) => partsOf(coding).map(({ account }) => account)),
    ...outcomes.map(({ coded }) => coded.account),
  ]
  const coded = [
    party?.defaultDimensions ?? {},
    ...fitting.flatMap(({ coding }) => partsOf(coding).map(({ dimensions = {} }) => dimensions)),
    ...outcomes.map(({ coded }) => coded.dimensions),
  ]
  const pairs = coded.flatMap((dimensions) => pairsOf(cx.companyId, dimensions))
  const [accounts, unusable] = await Promise.all([accountsInUse(cx, numbers), unusableDimensions(cx, pairs)])
  return {
    content,
    costs,
    rules,
    supplier: party,
    outcomes,
    measured,
    inUse: { companyId: cx.companyId, accounts, unusable },
    now: cx.now,
    vatCodeOf,
  }
}

/** The VAT codes that the lines of one receipt or another mean in the books of this company. */
export async function vatCodesFor(
  cx: Cx,
  company: Company,
): Promise<(content: ReceiptContent) => CodingGround['vatCodeOf']> {
  const vatCodes = await listVatCodes(cx, undefined)
  return (content) => vatCodeFinder(vatCodes, content, company, cx)
}

function vatCodeFinder(vatCodes: readonly VatCode[], content: ReceiptContent, company: Company, { today }: Cx) {
  const on = content.taxPointOn ?? content.issuedOn ?? today
  return (line: ReceiptLine): string | null => {
    const question = vatQuestion(line, content, company)
    return question ? (codeFor(vatCodes, { direction: 'input', ...question, on })?.code ?? null) : null
  }
}

const PPM_PER_PERCENT = { units: 10_000n, scale: 0 }

/** VAT of another country cannot be deducted here: it is booked like a purchase without VAT, as a part of the cost. */
function vatQuestion(line: ReceiptLine, { supplier }: ReceiptContent, company: Company) {
  if (line.vatCategory === null) return undefined
  const rate = multiply(line.vatRate ?? ZERO, PPM_PER_PERCENT)
  const isForeign = supplier.country !== null && supplier.country !== company.country && !isZero(rate)
  if (isForeign) return { category: 'O', ratePpm: 0 }
  return { category: line.vatCategory, ratePpm: Number(rate.units / 10n ** BigInt(rate.scale)) }
}

/** Those of the numbers that are accounts of the chart in use. */
export async function accountsInUse(cx: Cx, numbers: readonly (string | null)[]): Promise<Set<string>> {
  const asked = [...new Set(numbers)].filter((number) => number !== null)
  const accounts = await Promise.all(asked.map((account) => accountOrNone(cx, account)))
  return new Set(asked.filter((number, index) => accounts[index]?.isActive && accounts[index].number === number))
}

const accountOrNone = (cx: Cx, account: string) =>
  getAccount(cx, { account }).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return undefined
    throw error
  })
