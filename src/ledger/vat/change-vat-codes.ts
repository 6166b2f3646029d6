import { bookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import { insertVatCode, listVatCodeRows, loadVatCode, updateVatCodeRow, type VatCodeChange } from './vat-code.store.ts'
import { codeFor, type VatCode, type VatDirection, type VatHandling, type VatQuestion } from './vat-code.ts'

export const listVatCodes = query(
  'vatCode.list',
  { can: 'ledger:read' },
  (cx): Promise<VatCode[]> => listVatCodeRows(cx),
)

export const getVatCode = query('vatCode.get', { can: 'ledger:read' }, (cx, { code }: { code: string }) =>
  loadVatCode(cx, code),
)

/** The company's code for an e-invoice's VAT category and rate; null when it has none. */
export const findVatCode = query(
  'vatCode.find',
  { can: 'ledger:read' },
  async (cx, question: VatQuestion): Promise<VatCode | null> => codeFor(await listVatCodeRows(cx), question) ?? null,
)

export interface CreateVatCode {
  readonly code: string
  readonly name: string
  readonly nameEn?: string | null | undefined
  readonly direction: VatDirection
  readonly handling: VatHandling
  readonly deductiblePpm?: number | undefined
  readonly categories?: readonly string[] | undefined
  readonly rates?: readonly { readonly from: string; readonly ratePpm: number; readonly source: string }[] | undefined
  readonly inputAccount?: string | null | undefined
  readonly outputAccount?: string | null | undefined
  readonly standardCode?: string | null | undefined
}

/** Adds a code of the company's own with its dated rates; the codes of the country come with the books. */
export const createVatCode = command(
  'vatCode.create',
  { can: 'ledger:write' },
  async (cx, input: CreateVatCode): Promise<VatCode> => {
    const { handling, rates = [], inputAccount = null, outputAccount = null } = input
    const needsInput = handling === 'input' || handling === 'reverseCharge'
    const needsOutput = handling === 'output' || handling === 'reverseCharge'
    if (needsInput && !inputAccount) refuse('/inputAccount', 'Say the account that deductible VAT is booked on.')
    if (needsOutput && !outputAccount) refuse('/outputAccount', 'Say the account that VAT owed is booked on.')
    if (handling !== 'none' && rates.length === 0) refuse('/rates', 'Say at least one rate and from when it holds.')
    await insertVatCode(cx, {
      code: input.code,
      name: input.name,
      nameEn: input.nameEn ?? null,
      direction: input.direction,
      handling,
      deductiblePpm: input.deductiblePpm ?? 1_000_000,
      categories: input.categories ?? [],
      rates: rates.map((rate) => ({ ...rate, from: bookDate(rate.from) })).sort((a, b) => (a.from < b.from ? -1 : 1)),
      inputAccount: needsInput ? inputAccount : null,
      outputAccount: needsOutput ? outputAccount : null,
      standardCode: input.standardCode ?? null,
    })
    cx.audit({ kind: 'vatCode', id: input.code }, input)
    return loadVatCode(cx, input.code)
  },
)

export const changeVatCode = command(
  'vatCode.change',
  { can: 'ledger:write' },
  async (cx, { code, change }: { code: string; change: VatCodeChange }): Promise<VatCode> => {
    const before = await loadVatCode(cx, code, true)
    if (cx.ifMatch !== undefined && cx.ifMatch !== before.version) {
      fail('version_stale', 'The VAT code has changed since you read it; read it again.')
    }
    await updateVatCodeRow(cx, before, change)
    cx.audit({ kind: 'vatCode', id: code }, { change })
    return loadVatCode(cx, code)
  },
)

function refuse(pointer: string, message: string): never {
  return fail('vat_code_invalid', message, { errors: [{ pointer, code: 'vat_code_invalid', message }] })
}
