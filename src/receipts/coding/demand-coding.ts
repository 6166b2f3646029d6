import { dimensionsOfLines, faultsInDimensions } from '#src/companies/index.ts'
import { type FieldError, fail } from '#src/kernel/problem.ts'
import { listVatCodes } from '#src/ledger/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { accountsInUse } from './propose-coding.ts'

/** What a person says of a line's coding; what is left out stays, null takes it away. */
export interface SaidCoding {
  readonly account?: string | null | undefined
  readonly vatCode?: string | null | undefined
  readonly dimensions?: Readonly<Record<string, string>> | undefined
}

/**
 * Fails with account_unknown, vat_code_unknown, dimension_unknown, dimension_value_unknown or dimension_value_closed and a
 * pointer to everything that cannot be booked on. It is said to whoever codes the line, not to whoever approves it later.
 */
export async function demandCoding(cx: Cx, lines: readonly SaidCoding[], list = '/lines'): Promise<void> {
  const faults = [
    ...(await unknownAccounts(cx, lines, list)),
    ...(await unknownVatCodes(cx, lines, list)),
    ...(await faultsInDimensions(cx, dimensionsOfLines(lines, list))),
  ]
  const [first] = faults
  if (first)
    fail(first.code, `${first.message} Create it, take it into use again, or code otherwise.`, { errors: faults })
}

async function unknownAccounts(cx: Cx, lines: readonly SaidCoding[], list: string): Promise<FieldError[]> {
  const inUse = await accountsInUse(
    cx,
    lines.map(({ account = null }) => account),
  )
  return lines.flatMap(({ account }, index) =>
    !account || inUse.has(account)
      ? []
      : [
          {
            pointer: `${list}/${index}/account`,
            code: 'account_unknown',
            message: `Account ${account} is not in the chart or not in use.`,
          },
        ],
  )
}

async function unknownVatCodes(cx: Cx, lines: readonly SaidCoding[], list: string): Promise<FieldError[]> {
  if (!lines.some(({ vatCode }) => vatCode)) return []
  const known = new Set((await listVatCodes(cx, undefined)).map(({ code }) => code))
  return lines.flatMap(({ vatCode }, index) =>
    !vatCode || known.has(vatCode)
      ? []
      : [
          {
            pointer: `${list}/${index}/vatCode`,
            code: 'vat_code_unknown',
            message: `There is no VAT code ${vatCode}.`,
          },
        ],
  )
}
