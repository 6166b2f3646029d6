import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ChartAccount } from '../chart/chart.ts'
import type { VatRule } from '../vat/vat-rules.ts'
import type { Books } from './books.ts'

const COLUMNS = `company_id as "companyId", base_currency as "baseCurrency", country, chart, first_month as "firstMonth"`

export async function loadBooksOf(cx: Cx, companyId: string): Promise<Books> {
  const [row] = await cx.sql<Books>(`select ${COLUMNS} from books where company_id = $1`, [companyId], 'ledger_books')
  return row ?? fail('books_missing', 'The company has no books; they are opened when the company is created.')
}

export async function insertBooks(cx: Cx, books: Books): Promise<void> {
  const rows = await cx.sql(
    `insert into books (company_id, base_currency, country, chart, first_month, opened_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning company_id`,
    [books.companyId, books.baseCurrency, books.country, books.chart, books.firstMonth, cx.now],
  )
  if (rows.length === 0) fail('books_open', 'The company has its books already.')
}

export async function insertChart(cx: Cx, accounts: readonly ChartAccount[]): Promise<void> {
  await cx.sql(
    `insert into accounts (company_id, id, number, name, name_en, type, standard_account, vat_code, role, updated_at)
     select $1, a.*, $2 from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[]) as a`,
    [
      cx.companyId,
      cx.now,
      accounts.map(() => newId('account')),
      accounts.map((account) => account.number),
      accounts.map((account) => account.name),
      accounts.map((account) => account.nameEn),
      accounts.map((account) => account.type),
      accounts.map((account) => account.standardAccount),
      accounts.map((account) => account.vatCode),
      accounts.map((account) => account.role),
    ],
  )
}

export async function insertVatRules(cx: Cx, rules: readonly VatRule[], lang: 'nb' | 'en'): Promise<void> {
  await cx.sql(
    `insert into vat_codes (company_id, code, name, name_en, direction, handling, deductible_ppm, categories, rate_class,
       input_account, output_account, standard_code, position, updated_at)
     select $1, v.code, v.name, v.name_en, v.direction, v.handling, v.deductible_ppm,
       string_to_array(v.categories, ','), v.rate_class, v.input_account, v.output_account, v.standard_code,
       v.position, $2
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[],
       $11::text[], $12::text[], $13::text[]) with ordinality
       as v(code, name, name_en, direction, handling, deductible_ppm, categories, rate_class, input_account,
         output_account, standard_code, position)`,
    [
      cx.companyId,
      cx.now,
      rules.map((rule) => rule.code),
      rules.map((rule) => (lang === 'nb' ? rule.nameNb : rule.nameEn)),
      rules.map((rule) => rule.nameEn),
      rules.map((rule) => rule.direction),
      rules.map((rule) => rule.handling),
      rules.map((rule) => rule.deductiblePpm),
      rules.map((rule) => rule.categories.join(',')),
      rules.map((rule) => rule.rate),
      rules.map((rule) => rule.inputAccount),
      rules.map((rule) => rule.outputAccount),
      rules.map((rule) => rule.standardCode),
    ],
  )
}
