import type { Cx } from '#src/platform/cx.ts'

/**
 * The first number of a company: long enough to be told from days, months and counts where a payer writes it into a
 * free text.
 */
const FIRST = 10_001

/**
 * Takes the next invoice number. The row lock is held until the transaction ends, so numbers follow each other without
 * a gap: whoever is rolled back gives his number to the next (bokføringsforskriften § 5-1-1 nr. 1).
 */
export async function takeNumber(cx: Cx): Promise<string> {
  const [row] = await cx.sql<{ number: bigint }>(
    `insert into invoice_numbers as kept (company_id, last_number) values ($1, $2)
     on conflict (company_id) do update set last_number = kept.last_number + 1 returning last_number as number`,
    [cx.companyId, FIRST],
    'take_invoice_number',
  )
  if (!row) throw new Error('the company gave no invoice number')
  return String(row.number)
}
