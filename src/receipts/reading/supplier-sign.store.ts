import type { KnownSign, SupplierSign } from '#src/documents/reading/fields/index.ts'
import type { Cx } from '#src/platform/cx.ts'

/** Remembers signs of a supplier; what is known of it already stays. Answers how many were not. */
export async function putSupplierSigns(
  cx: Cx,
  { receiptId, partyId }: { readonly receiptId: string; readonly partyId: string },
  signs: readonly SupplierSign[],
): Promise<number> {
  if (signs.length === 0) return 0
  const rows = await cx.sql(
    `insert into supplier_signs (company_id, party_id, receipt_id, learned_at, kind, value)
     select $1, $2, $3, $4, * from unnest($5::text[], $6::text[])
     on conflict (company_id, kind, value, party_id) do nothing returning kind`,
    [cx.companyId, partyId, receiptId, cx.now, signs.map(({ kind }) => kind), signs.map(({ value }) => value)],
    'put_supplier_signs',
  )
  return rows.length
}

/** Those of the signs that were taught, with the supplier and of how many suppliers each is. */
export const knownSigns = (cx: Cx, signs: readonly SupplierSign[]): Promise<KnownSign[]> =>
  cx.sql<KnownSign>(
    `select kind, value, min(party_id) as "partyId", count(*)::int as suppliers
     from supplier_signs where company_id = $1 and (kind, value) in (select * from unnest($2::text[], $3::text[]))
     group by kind, value`,
    [cx.companyId, signs.map(({ kind }) => kind), signs.map(({ value }) => value)],
    'known_supplier_signs',
  )
