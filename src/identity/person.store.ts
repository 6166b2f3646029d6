import type { Pool } from 'pg'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Membership, Person, Session } from './identity.ts'

defineConstraint('people_email_key', 'email_taken', 'A person with this e-mail address exists already; log in instead.')

interface PersonRow {
  id: string
  email: string
  name: string
  locale: string
}

export async function insertPerson(cx: Cx, person: Person, passwordHash: string | null): Promise<void> {
  await cx.sql(
    'insert into people (id, email, name, locale, password_hash, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)',
    [person.id, person.email, person.name, person.locale, passwordHash, cx.now],
  )
}

export async function findPersonRow(cx: Cx, by: { email: string } | { id: string }): Promise<Person | undefined> {
  const [column, value] = 'email' in by ? ['email', by.email] : ['id', by.id]
  const [row] = await cx.sql<PersonRow>(`select id, email, name, locale from people where ${column} = $1`, [value])
  return row
}

export async function findPasswordHash(
  pool: Pool,
  email: string,
): Promise<{ person: Person; hash: string | null } | undefined> {
  const { rows } = await pool.query<PersonRow & { password_hash: string | null }>(
    'select id, email, name, locale, password_hash from people where email = $1',
    [email],
  )
  const [row] = rows
  return (
    row && { person: { id: row.id, email: row.email, name: row.name, locale: row.locale }, hash: row.password_hash }
  )
}

export async function insertSession(
  cx: Cx,
  session: { tokenHash: string; personId: string; csrfToken: string; expiresAt: Date },
): Promise<void> {
  await cx.sql(
    'insert into sessions (token_hash, person_id, csrf_token, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [session.tokenHash, session.personId, session.csrfToken, cx.now, session.expiresAt],
  )
}

export async function endSessionRow(cx: Cx, tokenHash: string): Promise<void> {
  await cx.sql('update sessions set ended_at = $2 where token_hash = $1 and ended_at is null', [tokenHash, cx.now])
}

export async function findSession(pool: Pool, tokenHash: string): Promise<Session | undefined> {
  const { rows } = await pool.query<PersonRow & { csrf_token: string; expires_at: Date }>(
    `select p.id, p.email, p.name, p.locale, s.csrf_token, s.expires_at
     from sessions s join people p on p.id = s.person_id where s.token_hash = $1 and s.ended_at is null`,
    [tokenHash],
  )
  const [row] = rows
  return (
    row && {
      person: { id: row.id, email: row.email, name: row.name, locale: row.locale },
      csrfToken: row.csrf_token,
      expiresAt: row.expires_at,
    }
  )
}

interface MembershipRow {
  company_id: string
  company_name: string
  time_zone: string
  member_id: string
  roles: string[]
}

export async function findMemberships(pool: Pool, personId: string): Promise<Membership[]> {
  const { rows } = await pool.query<MembershipRow>('select * from app.memberships_of($1)', [personId])
  return rows.map((row) => ({
    companyId: row.company_id,
    companyName: row.company_name,
    memberId: row.member_id,
    roles: row.roles,
    timeZone: row.time_zone,
  }))
}

export async function findCompanyZone(pool: Pool, companyId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ zone: string | null }>('select app.company_zone($1) as zone', [companyId])
  return rows[0]?.zone ?? undefined
}

export async function countPeopleRows(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: string }>('select count(*)::text as count from people')
  return Number(rows[0]?.count ?? '0')
}
