import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { DatedRate, VatCode } from './vat-code.ts'
import { ratesOf } from './vat-rules.ts'

defineConstraint('vat_codes_pkey', 'vat_code_taken', 'The company has a VAT code of this name; use another.')
defineConstraint(
  'vat_codes_company_id_input_account_fkey',
  'account_unknown',
  'The input VAT account is not in the chart; create it first.',
)
defineConstraint(
  'vat_codes_company_id_output_account_fkey',
  'account_unknown',
  'The output VAT account is not in the chart; create it first.',
)

interface VatCodeRow extends Omit<VatCode, 'rates'> {
  readonly companyId: string
  readonly country: string
  readonly rateClass: string | null
  readonly ownRates: DatedRate[] | null
}

const COLUMNS = `v.company_id as "companyId", b.country, v.code, v.name, v.name_en as "nameEn", v.direction, v.handling,
  v.deductible_ppm as "deductiblePpm", v.categories, v.rate_class as "rateClass", v.own_rates as "ownRates",
  v.input_account as "inputAccount", v.output_account as "outputAccount", v.standard_code as "standardCode",
  v.is_active as "isActive", v.version, v.updated_at as "updatedAt"`

function toVatCode({ companyId: _companyId, country, rateClass, ownRates, ...code }: VatCodeRow): VatCode {
  return { ...code, rates: ownRates ?? (rateClass === null ? [] : ratesOf(country, rateClass)) }
}

export async function listVatCodeRows(cx: Cx): Promise<VatCode[]> {
  const rows = await cx.sql<VatCodeRow>(
    `select ${COLUMNS} from vat_codes v join books b using (company_id) where v.company_id = $1 order by v.position, v.code`,
    [cx.companyId],
  )
  return rows.map(toVatCode)
}

export async function loadVatCode(cx: Cx, code: string, lock = false): Promise<VatCode> {
  const [row] = await cx.sql<VatCodeRow>(
    `select ${COLUMNS} from vat_codes v join books b using (company_id)
      where v.company_id = $1 and v.code = $2 ${lock ? 'for update of v' : ''}`,
    [cx.companyId, code],
  )
  return row ? toVatCode(row) : fail('not_found', 'There is no such VAT code.')
}

/** The VAT codes that a batch of drafts names, by company. */
export async function loadVatCodes(
  cx: Cx,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Map<string, VatCode>>> {
  const pairs = [...wanted].flatMap(([companyId, codes]) => [...codes].map((code) => ({ companyId, code })))
  const found = new Map<string, Map<string, VatCode>>()
  if (pairs.length === 0) return found
  const rows = await cx.sql<VatCodeRow>(
    `select ${COLUMNS} from unnest($1::text[], $2::text[]) as w(company_id, code)
       join vat_codes v on v.company_id = w.company_id and v.code = w.code
       join books b on b.company_id = w.company_id`,
    [pairs.map((pair) => pair.companyId), pairs.map((pair) => pair.code)],
    'ledger_load_vat_codes',
  )
  for (const row of rows) {
    const codes = found.get(row.companyId) ?? new Map<string, VatCode>()
    codes.set(row.code, toVatCode(row))
    found.set(row.companyId, codes)
  }
  return found
}

export interface OwnVatCode
  extends Pick<VatCode, 'code' | 'name' | 'nameEn' | 'direction' | 'handling' | 'deductiblePpm' | 'categories'> {
  readonly rates: readonly DatedRate[]
  readonly inputAccount: string | null
  readonly outputAccount: string | null
  readonly standardCode: string | null
}

export async function insertVatCode(cx: Cx, code: OwnVatCode): Promise<void> {
  await cx.sql(
    `insert into vat_codes (company_id, code, name, name_en, direction, handling, deductible_ppm, categories, own_rates,
       input_account, output_account, standard_code, position, updated_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce(max(position), 0) + 1, $13
       from vat_codes where company_id = $1`,
    [
      cx.companyId,
      code.code,
      code.name,
      code.nameEn,
      code.direction,
      code.handling,
      code.deductiblePpm,
      code.categories,
      code.handling === 'none' ? null : JSON.stringify(code.rates),
      code.inputAccount,
      code.outputAccount,
      code.standardCode,
      cx.now,
    ],
  )
}

export type VatCodeChange = Partial<
  Pick<VatCode, 'name' | 'nameEn' | 'deductiblePpm' | 'inputAccount' | 'outputAccount' | 'isActive'>
>

export async function updateVatCodeRow(cx: Cx, from: VatCode, change: VatCodeChange): Promise<void> {
  const next = { ...from, ...change }
  const rows = await cx.sql(
    `update vat_codes set name = $3, name_en = $4, deductible_ppm = $5, input_account = $6, output_account = $7,
       is_active = $8, version = version + 1, updated_at = $9
      where company_id = $1 and code = $2 and version = $10 returning code`,
    [
      cx.companyId,
      from.code,
      next.name,
      next.nameEn,
      next.deductiblePpm,
      next.inputAccount,
      next.outputAccount,
      next.isActive,
      cx.now,
      from.version,
    ],
  )
  if (rows.length === 0) fail('version_stale', 'The VAT code has changed since you read it; read it again.')
}
