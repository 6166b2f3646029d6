import type { Cx } from '#src/platform/cx.ts'
import type { Payer, PayerSearch } from './find-payers.ts'

export const findPayerRows = (cx: Cx, { partyIds, accountKeys, nameKeys }: PayerSearch): Promise<Payer[]> =>
  cx.sql<Payer>(
    `with hit as (
       select id from unnest($2::text[]) as wanted (id)
       union
       select party_id from party_accounts where company_id = $1 and account_key = any($3::text[]) and status <> 'refused'
       union
       select party_id from party_names where company_id = $1 and name_key = any($4::text[]))
     select p.id as "partyId",
       array(select a.account_key from party_accounts a
         where a.company_id = $1 and a.party_id = p.id and a.status <> 'refused') as "accountKeys",
       array(select n.name_key from party_names n where n.company_id = $1 and n.party_id = p.id) as "nameKeys"
     from parties p join hit on hit.id = p.id where p.company_id = $1 order by p.id`,
    [cx.companyId, partyIds, accountKeys, nameKeys],
    'find_payers',
  )
