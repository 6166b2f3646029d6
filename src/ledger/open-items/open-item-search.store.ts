import type { Cx } from '#src/platform/cx.ts'
import { OPEN_ITEM_COLUMNS } from './open-item.store.ts'
import type { OpenItem } from './open-item.ts'
import type { OpenItemSearch } from './search-open-items.ts'

/** Items of one amount, and of one party, that are looked at. */
const MOST_ALIKE = 20
const MOST_OF_PARTY = 50

export async function searchOpenItemRows(cx: Cx, search: OpenItemSearch): Promise<OpenItem[]> {
  return cx.sql<OpenItem>(
    `with hit as (
       select id from unnest($2::text[]) as wanted (id)
       union
       select i.id from unnest($3::text[]) as wanted (key)
         join open_items i on i.company_id = $1 and i.payment_reference is not null
           and app.reference_key(i.payment_reference) = wanted.key
       union
       select i.id from unnest($3::text[]) as wanted (key)
         join open_items i on i.company_id = $1 and i.document_number is not null
           and app.reference_key(i.document_number) = wanted.key
       union
       select i.id from unnest($4::text[], $5::bigint[]) as wanted (currency, remaining)
         cross join lateral (select id from open_items
           where company_id = $1 and currency = wanted.currency and remaining_minor = wanted.remaining
             and remaining_minor <> 0 order by id limit ${MOST_ALIKE}) i
       union
       select i.id from unnest($6::text[]) as wanted (party_id)
         cross join lateral (select id from open_items
           where company_id = $1 and party_id = wanted.party_id and remaining_minor <> 0
           order by id limit ${MOST_OF_PARTY}) i)
     select ${OPEN_ITEM_COLUMNS} from open_items i join hit on hit.id = i.id where i.company_id = $1 order by i.id`,
    [
      cx.companyId,
      search.ids,
      search.keys,
      search.amounts.map(({ currency }) => currency),
      search.amounts.map(({ remainingMinor }) => remainingMinor),
      search.partyIds,
    ],
    'ledger_search_items',
  )
}
