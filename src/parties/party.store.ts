import type { Locale } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import { type Candidate, nameKey } from './identity.ts'
import type { Hold, InvoiceChannel, Party, PartyAccount, PartyKind, SeenIn } from './party.ts'

defineConstraint(
  'parties_organisation_number_key',
  'party_exists',
  'A party with this organisation number exists already; change that one.',
)

interface PartyRow {
  id: string
  kind: PartyKind
  status: Party['status']
  name: string
  country: string | null
  organisation_number: string | null
  vat_number: string | null
  endpoint: string | null
  email: string | null
  currency: string | null
  payment_terms_days: number | null
  default_account: string | null
  default_vat_code: string | null
  default_dimensions: Record<string, string>
  approval_policy_id: string | null
  approver_id: string | null
  auto_post: boolean
  language: Locale | null
  invoice_channel: InvoiceChannel | null
  version: number
  created_at: Date
  updated_at: Date
  names: string[]
  accounts: JsonAccount[]
  holds: JsonHold[]
}

/** Rows inside a JSON aggregate have their instants as text. */
type JsonAccount = Omit<PartyAccount, 'firstSeenAt'> & { firstSeenAt: string }
type JsonHold = Omit<Hold, 'openedAt' | 'releasedAt'> & { openedAt: string; releasedAt: string | null }

export const HOLD_JSON = `json_build_object('id', h.id, 'reason', h.reason, 'accountId', h.account_id, 'was', h.was,
  'becomes', h.becomes, 'openedAt', h.opened_at, 'openedBy', h.opened_by,
  'openedByKey', h.opened_by_key, 'enteredBy', h.entered_by, 'approvalId', h.approval_id, 'seenIn', h.seen_in,
  'releasedAt', h.released_at, 'releasedBy', h.released_by, 'outcome', h.outcome, 'note', h.note)`

const WHOLE = `p.*,
  array(select n.name from party_names n where n.company_id = p.company_id and n.party_id = p.id
        order by n.first_seen_at, n.name_key) as names,
  coalesce((select json_agg(json_build_object('id', a.id, 'account', a.account, 'bic', a.bic, 'status', a.status,
        'firstSeenAt', a.first_seen_at, 'firstSeenBy', a.first_seen_by, 'seenIn', a.seen_in) order by a.id)
      from party_accounts a where a.company_id = p.company_id and a.party_id = p.id), '[]') as accounts,
  coalesce((select json_agg(${HOLD_JSON} order by h.id) from party_holds h
      where h.company_id = p.company_id and h.party_id = p.id and h.released_at is null), '[]') as holds`

export const toHold = (hold: JsonHold): Hold => ({
  ...hold,
  openedAt: new Date(hold.openedAt),
  releasedAt: hold.releasedAt === null ? null : new Date(hold.releasedAt),
})

const toParty = (row: PartyRow): Party => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  name: row.name,
  country: row.country,
  organisationNumber: row.organisation_number,
  vatNumber: row.vat_number,
  endpoint: row.endpoint,
  email: row.email,
  currency: row.currency,
  paymentTermsDays: row.payment_terms_days,
  defaultAccount: row.default_account,
  defaultVatCode: row.default_vat_code,
  defaultDimensions: row.default_dimensions,
  approvalPolicyId: row.approval_policy_id,
  approverId: row.approver_id,
  autoPost: row.auto_post,
  language: row.language,
  invoiceChannel: row.invoice_channel,
  names: row.names,
  accounts: row.accounts.map((account) => ({ ...account, firstSeenAt: new Date(account.firstSeenAt) })),
  openHolds: row.holds.map(toHold),
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export async function loadParty(cx: Cx, partyId: string): Promise<Party> {
  const rows = await cx.sql<PartyRow>(
    `select ${WHOLE} from parties p where p.company_id = $1 and p.id = $2`,
    [cx.companyId, partyId],
    'load_party',
  )
  return rows[0] ? toParty(rows[0]) : fail('not_found', 'There is no such party.')
}

/** The party with its row locked until the transaction ends: changes of one party happen one after the other. */
export async function lockParty(cx: Cx, partyId: string): Promise<Party> {
  await cx.sql('select id from parties where company_id = $1 and id = $2 for update', [cx.companyId, partyId])
  return loadParty(cx, partyId)
}

/** Nobody opens or decides a hold of these parties until the transaction ends. */
export async function keepParties(cx: Cx, partyIds: readonly string[]): Promise<void> {
  await cx.sql(
    'select id from parties where company_id = $1 and id = any($2::text[]) order by id for share',
    [cx.companyId, partyIds],
    'keep_parties',
  )
}

export async function insertParty(
  cx: Cx,
  party: Omit<Party, 'names' | 'accounts' | 'openHolds' | 'version'>,
): Promise<void> {
  await cx.sql(
    `insert into parties (company_id, id, kind, status, name, country, organisation_number, vat_number, endpoint, email,
       currency, payment_terms_days, default_account, default_vat_code, default_dimensions, approval_policy_id,
       approver_id, auto_post, language, invoice_channel, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21)`,
    [cx.companyId, party.id, party.kind, party.status, ...changeable(party), cx.now],
    'insert_party',
  )
}

const changeable = (party: Omit<Party, 'names' | 'accounts' | 'openHolds' | 'version'>): unknown[] => [
  party.name,
  party.country,
  party.organisationNumber,
  party.vatNumber,
  party.endpoint,
  party.email,
  party.currency,
  party.paymentTermsDays,
  party.defaultAccount,
  party.defaultVatCode,
  JSON.stringify(party.defaultDimensions),
  party.approvalPolicyId,
  party.approverId,
  party.autoPost,
  party.language,
  party.invoiceChannel,
]

/** Writes facts and settings, and takes the next version. Fails with `version_stale` when somebody was faster. */
export async function updateParty(cx: Cx, party: Party): Promise<void> {
  const rows = await cx.sql(
    `update parties set kind = $4, status = $5, name = $6, country = $7, organisation_number = $8, vat_number = $9,
       endpoint = $10, email = $11, currency = $12, payment_terms_days = $13, default_account = $14,
       default_vat_code = $15, default_dimensions = $16, approval_policy_id = $17, approver_id = $18, auto_post = $19,
       language = $20, invoice_channel = $21, version = version + 1, updated_at = $22
     where company_id = $1 and id = $2 and version = $3 returning id`,
    [cx.companyId, party.id, party.version, party.kind, party.status, ...changeable(party), cx.now],
  )
  if (rows.length === 0) fail('version_stale', 'The party has changed since you read it; read it again.')
}

export async function insertName(cx: Cx, partyId: string, name: string, seenIn: SeenIn | null): Promise<void> {
  await cx.sql(
    `insert into party_names (company_id, party_id, name_key, name, first_seen_at, seen_in, first_seen_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [cx.companyId, partyId, nameKey(name), name, cx.now, seenIn && JSON.stringify(seenIn), cx.actor.name],
    'insert_party_name',
  )
}

interface CandidateRow {
  id: string
  country: string | null
  organisation_number: string | null
  vat_number: string | null
  endpoint: string | null
  name_keys: string[]
}

export interface CandidateKeys {
  readonly organisationNumber: string | null
  readonly vatNumber: string | null
  readonly endpoint: string | null
  readonly nameKey: string
}

const MAX_CANDIDATES = 50

/** Active parties that share at least one number or the name. */
export async function findCandidates(cx: Cx, keys: CandidateKeys): Promise<Candidate[]> {
  const rows = await cx.sql<CandidateRow>(
    `select p.id, p.country, p.organisation_number, p.vat_number, p.endpoint,
       array(select n.name_key from party_names n where n.company_id = p.company_id and n.party_id = p.id) as name_keys
     from parties p
     where p.company_id = $1 and p.status = 'active' and p.id in (
       select id from parties where company_id = $1 and organisation_number = $2
       union select id from parties where company_id = $1 and endpoint = $3
       union select id from parties where company_id = $1 and vat_number = $4
       union select party_id from party_names where company_id = $1 and name_key = $5)
     order by p.id limit ${MAX_CANDIDATES}`,
    [cx.companyId, keys.organisationNumber, keys.endpoint, keys.vatNumber, keys.nameKey],
    'find_party_candidates',
  )
  return rows.map((row) => ({
    id: row.id,
    country: row.country,
    organisationNumber: row.organisation_number,
    vatNumber: row.vat_number,
    endpoint: row.endpoint,
    nameKeys: row.name_keys,
  }))
}

/** Makes callers with a number or name in common wait for each other until the transaction ends. */
export async function lockIdentity(cx: Cx, keys: CandidateKeys): Promise<void> {
  const texts = [keys.organisationNumber, keys.endpoint, keys.vatNumber, keys.nameKey].filter((key) => key !== null)
  // Ordered by the hash, so that two callers never wait for each other crosswise.
  await cx.sql(
    `select pg_advisory_xact_lock(lock) from (
       select distinct hashtextextended($1 || ' party ' || key, 11) as lock from unnest($2::text[]) as key order by lock) locks`,
    [cx.companyId, texts],
  )
}

export interface PartyFilter {
  readonly kind?: 'supplier' | 'customer' | undefined
  readonly status?: Party['status'] | undefined
  readonly organisationNumber?: string | undefined
  readonly name?: string | undefined
  readonly isOnHold?: boolean | undefined
  readonly updatedSince?: Date | undefined
  readonly afterId?: string | undefined
  readonly limit: number
}

export async function listPartyRows(cx: Cx, filter: PartyFilter): Promise<Party[]> {
  const rows = await cx.sql<PartyRow>(
    `select ${WHOLE} from parties p
     where p.company_id = $1 and p.id > $2
       and ($3::text is null or p.kind in ($3, 'both'))
       and ($4::text is null or p.status = $4)
       and ($5::text is null or p.organisation_number = $5)
       and ($6::text is null or exists (select 1 from party_names n
             where n.company_id = p.company_id and n.party_id = p.id and starts_with(n.name_key, $6)))
       and ($7::boolean is null or $7 = exists (select 1 from party_holds h
             where h.company_id = p.company_id and h.party_id = p.id and h.released_at is null))
       and ($8::timestamptz is null or p.updated_at >= $8)
     order by p.id limit $9`,
    [
      cx.companyId,
      filter.afterId ?? '',
      filter.kind,
      filter.status,
      filter.organisationNumber,
      filter.name === undefined ? null : nameKey(filter.name),
      filter.isOnHold,
      filter.updatedSince,
      filter.limit,
    ],
  )
  return rows.map(toParty)
}
