import type { Pool } from 'pg'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { IntakeKind } from '../intake.ts'

export interface AddressRow {
  readonly id: string
  readonly kind: IntakeKind
  readonly token: string
  readonly oldToken: string | null
  readonly oldUntil: Date | null
  readonly version: number
  readonly createdAt: Date
}

const COLUMNS = `id, kind, token, old_token as "oldToken", old_until as "oldUntil", version, created_at as "createdAt"`

export async function insertAddress(cx: Cx, id: string, kind: IntakeKind, token: string): Promise<void> {
  await cx.sql(
    `insert into intake_addresses (company_id, id, kind, token, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)`,
    [cx.companyId, id, kind, token, cx.now],
  )
}

export async function listAddressRows(cx: Cx): Promise<AddressRow[]> {
  return cx.sql<AddressRow>(
    `select ${COLUMNS} from intake_addresses where company_id = $1 and not is_ended order by id`,
    [cx.companyId],
  )
}

/** Locked until the transaction ends: two rotations follow each other. */
export async function lockAddress(cx: Cx, id: string): Promise<AddressRow> {
  const [row] = await cx.sql<AddressRow>(
    `select ${COLUMNS} from intake_addresses where company_id = $1 and id = $2 and not is_ended for update`,
    [cx.companyId, id],
  )
  return row ?? fail('not_found', 'There is no such address.')
}

export async function changeToken(cx: Cx, row: AddressRow, token: string, oldUntil: Date | null): Promise<void> {
  await cx.sql(
    `update intake_addresses set token = $3, old_token = $4, old_until = $5, version = version + 1, updated_at = $6
     where company_id = $1 and id = $2`,
    [cx.companyId, row.id, token, oldUntil && row.token, oldUntil, cx.now],
  )
}

export async function endAddressRow(cx: Cx, id: string): Promise<void> {
  await cx.sql(
    `update intake_addresses set is_ended = true, version = version + 1, updated_at = $3 where company_id = $1 and id = $2`,
    [cx.companyId, id, cx.now],
  )
}

/** Where mail to a token goes. */
export interface Destination {
  readonly companyId: string
  readonly addressId: string
  readonly kind: IntakeKind
  readonly timeZone: string
}

/** The company behind a token; asked before a tenant is known. */
export async function findDestination(pool: Pool, token: string, now: Date): Promise<Destination | undefined> {
  const { rows } = await pool.query<Destination>(
    `select company_id as "companyId", address_id as "addressId", kind, time_zone as "timeZone"
     from app.find_intake_address($1, $2)`,
    [token, now],
  )
  return rows[0]
}
