import type { Cx } from '#src/platform/cx.ts'
import { PARTY_FACTS, type PartyFacts, type SeenIn, type SeenName, type SeenValue } from './party.ts'

/** Writes down which of the facts the party was not known by yet. */
export async function insertFacts(
  cx: Cx,
  partyId: string,
  facts: Partial<PartyFacts>,
  seenIn: SeenIn | null,
): Promise<void> {
  const given = PARTY_FACTS.flatMap((fact) => {
    const value = facts[fact]
    return value === undefined || value === null ? [] : [{ fact, value }]
  })
  if (given.length === 0) return
  await cx.sql(
    `insert into party_facts (company_id, party_id, fact, value, first_seen_at, first_seen_by, seen_in)
     select $1, $2, f.fact, f.value, $5, $6, $7 from unnest($3::text[], $4::text[]) as f (fact, value)
     on conflict do nothing`,
    [
      cx.companyId,
      partyId,
      given.map(({ fact }) => fact),
      given.map(({ value }) => value),
      cx.now,
      cx.actor.name,
      seenIn && JSON.stringify(seenIn),
    ],
    'insert_party_facts',
  )
}

/** Oldest first. */
export const listFacts = (cx: Cx, partyId: string): Promise<SeenValue[]> =>
  cx.sql<SeenValue>(
    `select fact, value, first_seen_at as "firstSeenAt", first_seen_by as "firstSeenBy", seen_in as "seenIn"
     from party_facts where company_id = $1 and party_id = $2 order by first_seen_at, fact, value`,
    [cx.companyId, partyId],
  )

/** Oldest first. */
export const listNames = (cx: Cx, partyId: string): Promise<SeenName[]> =>
  cx.sql<SeenName>(
    `select name, first_seen_at as "firstSeenAt", first_seen_by as "firstSeenBy", seen_in as "seenIn"
     from party_names where company_id = $1 and party_id = $2 order by first_seen_at, name_key`,
    [cx.companyId, partyId],
  )
