import { accountKey } from '#src/kernel/iban.ts'
import { fail } from '#src/kernel/problem.ts'
import { actorKey } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import { HOLD_JSON, toHold } from './party.store.ts'
import type { Hold, PartyAccount, SeenIn } from './party.ts'

export interface NewAccount {
  readonly id: string
  readonly partyId: string
  readonly account: string
  readonly bic: string | null
  readonly status: PartyAccount['status']
  readonly seenIn: SeenIn | null
}

/** False when the party has the account already, however it was written. */
export async function insertAccount(cx: Cx, account: NewAccount): Promise<boolean> {
  const rows = await cx.sql(
    `insert into party_accounts (company_id, id, party_id, account_key, account, bic, status, first_seen_at, first_seen_by, seen_in)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict on constraint party_accounts_account_key do nothing returning id`,
    [
      cx.companyId,
      account.id,
      account.partyId,
      accountKey(account.account),
      account.account,
      account.bic,
      account.status,
      cx.now,
      cx.actor.name,
      account.seenIn && JSON.stringify(account.seenIn),
    ],
  )
  return rows.length > 0
}

export async function setAccountStatus(cx: Cx, accountId: string, status: PartyAccount['status']): Promise<void> {
  await cx.sql('update party_accounts set status = $3 where company_id = $1 and id = $2', [
    cx.companyId,
    accountId,
    status,
  ])
}

export type NewHold = Pick<Hold, 'id' | 'reason' | 'accountId' | 'was' | 'becomes' | 'seenIn' | 'enteredBy'> & {
  readonly partyId: string
}

export async function insertHold(cx: Cx, hold: NewHold): Promise<void> {
  await cx.sql(
    `insert into party_holds (company_id, id, party_id, reason, account_id, was, becomes, opened_at, opened_by, opened_by_key,
       seen_in, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      cx.companyId,
      hold.id,
      hold.partyId,
      hold.reason,
      hold.accountId,
      hold.was,
      hold.becomes,
      cx.now,
      cx.actor.name,
      actorKey(cx.actor),
      hold.seenIn && JSON.stringify(hold.seenIn),
      JSON.stringify(hold.enteredBy),
    ],
  )
}

export async function nameHoldApproval(cx: Cx, holdId: string, approvalId: string): Promise<void> {
  await cx.sql('update party_holds set approval_id = $3 where company_id = $1 and id = $2', [
    cx.companyId,
    holdId,
    approvalId,
  ])
}

export async function loadHold(cx: Cx, holdId: string): Promise<Hold & { readonly partyId: string }> {
  const [row] = await cx.sql<{ party_id: string; hold: Parameters<typeof toHold>[0] }>(
    `select h.party_id, ${HOLD_JSON} as hold from party_holds h where h.company_id = $1 and h.id = $2`,
    [cx.companyId, holdId],
    'load_hold',
  )
  return row ? { ...toHold(row.hold), partyId: row.party_id } : fail('not_found', 'There is no such hold.')
}

/** Every hold that the party ever had, oldest first. */
export async function listHolds(cx: Cx, partyId: string): Promise<Hold[]> {
  const rows = await cx.sql<{ hold: Parameters<typeof toHold>[0] }>(
    `select ${HOLD_JSON} as hold from party_holds h where h.company_id = $1 and h.party_id = $2 order by h.id`,
    [cx.companyId, partyId],
    'list_party_holds',
  )
  return rows.map(({ hold }) => toHold(hold))
}

export interface HoldAnswer {
  readonly holdId: string
  readonly outcome: 'released' | 'refused'
  readonly note: string | null
}

/** Closes an open hold; a hold that is closed already answers as a conflict. */
export async function closeHold(cx: Cx, { holdId, outcome, note }: HoldAnswer): Promise<void> {
  const rows = await cx.sql(
    `update party_holds set released_at = $3, released_by = $4, outcome = $5, note = $6
     where company_id = $1 and id = $2 and released_at is null returning id`,
    [cx.companyId, holdId, cx.now, cx.actor.name, outcome, note],
  )
  if (rows.length === 0) fail('hold_closed', 'Somebody has closed this hold already.')
}
