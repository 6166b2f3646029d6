import type { Company } from '#src/companies/index.ts'
import { isZero, multiply, ZERO } from '#src/kernel/decimal.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { codeFor, getAccount, listVatCodes } from '#src/ledger/index.ts'
import type { Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { codeLines } from './coding.ts'
import { lastCoding } from './receipt.store.ts'
import type { ReceiptContent, ReceiptLine } from './receipt.ts'

/**
 * The lines with the coding that the document, the supplier's settings, or the supplier's last receipt give them, and
 * the VAT codes that their categories and rates mean in the books of this company. `costs` are the accounting costs
 * that the document names, by the place of the line.
 */
export async function proposeCoding(
  cx: Cx,
  company: Company,
  content: ReceiptContent,
  party: Party | null,
  costs: readonly (string | null)[],
): Promise<ReceiptLine[]> {
  const supplierAccount = party?.defaultAccount ?? null
  const named = await accountsInUse(cx, [...costs, supplierAccount])
  const isKnown = (account: string | null | undefined) =>
    account !== null && account !== undefined && named.has(account)
  const needsHistory =
    party !== null && !isKnown(supplierAccount) && content.lines.some((_line, place) => !isKnown(costs[place]))
  const history = needsHistory ? await lastCoding(cx, party.id) : null
  const booked = history ? await accountsInUse(cx, [history.account]) : new Set<string>()
  const vatCodes = await listVatCodes(cx, undefined)
  const on = content.taxPointOn ?? content.issuedOn ?? cx.today
  return codeLines(content.lines, {
    costs,
    accounts: new Set([...named, ...booked]),
    supplier: party,
    history,
    vatCodeOf: (line) => {
      const question = vatQuestion(line, content, company)
      return question ? (codeFor(vatCodes, { direction: 'input', ...question, on })?.code ?? null) : null
    },
  })
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
async function accountsInUse(cx: Cx, numbers: readonly (string | null)[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const number of new Set(numbers)) {
    if (number === null || found.has(number)) continue
    const account = await getAccount(cx, { account: number }).catch((error: unknown) => {
      if (isProblem(error, 'not_found')) return undefined
      throw error
    })
    if (account?.isActive && account.number === number) found.add(number)
  }
  return found
}
