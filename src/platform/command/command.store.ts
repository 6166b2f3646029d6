import type { PoolClient } from 'pg'
import { newId } from '#src/kernel/id.ts'
import { toJson } from '#src/kernel/json.ts'
import type { RenderedAnswer } from '../cx.ts'
import { jsonSequence, jsonTexts, sideBySide, toParameters } from '../db/array-literal.ts'
import { type OpenCx, tenantOf } from './open-cx.ts'

/** SQL of the command pipeline: idempotency keys, audit rows and outbox rows, always many at once. */

export interface KeptAnswer extends RenderedAnswer {
  readonly requestHash: string
}

export interface KeyState {
  /** False while another transaction works under the same key. */
  readonly isFree: boolean
  readonly kept: KeptAnswer | undefined
}

interface KeptRow {
  place: number
  request_hash: string
  status: number
  headers: Record<string, string>
  body: string
}

/**
 * Takes the lock of each (tenant, key) pair and then looks for kept answers: the second statement has a snapshot of
 * its own, so an answer committed just before the lock was free is seen.
 */
export async function claimKeys(
  client: PoolClient,
  keys: readonly { tenant: string; key: string }[],
): Promise<KeyState[]> {
  const tenants = keys.map(({ tenant }) => tenant)
  const texts = keys.map(({ key }) => key)
  const [locks, kept] = await Promise.all([
    client.query<{ place: number; free: boolean }>({
      name: 'claim_keys_lock',
      text: `select place::int, pg_try_advisory_xact_lock(hashtextextended(tenant || ' ' || key, 7)) as free
             from unnest($1::text[], $2::text[]) with ordinality as wanted(tenant, key, place)`,
      values: toParameters([tenants, texts]),
    }),
    client.query<KeptRow>({
      name: 'claim_keys_look',
      text: `select place::int, request_hash, status, headers, body
             from unnest($1::text[], $2::text[]) with ordinality as wanted(tenant, key, place)
             join idempotency_keys k on k.company_id = wanted.tenant and k.key = wanted.key`,
      values: toParameters([tenants, texts]),
    }),
  ])
  const found = new Map(kept.rows.map((row) => [row.place, row]))
  return locks.rows.map(({ place, free }) => {
    const row = found.get(place)
    return {
      isFree: free,
      kept: row && { requestHash: row.request_hash, status: row.status, headers: row.headers, body: row.body },
    }
  })
}

export interface AnswerToKeep extends KeptAnswer {
  readonly tenant: string
  readonly key: string
}

export async function keepAnswers(client: PoolClient, answers: readonly AnswerToKeep[], now: Date): Promise<void> {
  if (answers.length === 0) return
  await client.query({
    name: 'keep_answers',
    text: `insert into idempotency_keys (company_id, key, request_hash, status, headers, body, created_at)
           select ${sideBySide(1, 'text', 'text', 'text', 'int')}, unnest(${jsonTexts('$5')}::jsonb[]),
             unnest(${jsonTexts('$6')}), $7::timestamptz`,
    values: toParameters([
      answers.map((answer) => answer.tenant),
      answers.map((answer) => answer.key),
      answers.map((answer) => answer.requestHash),
      answers.map((answer) => answer.status),
      jsonSequence(answers.map((answer) => toJson(answer.headers))),
      jsonSequence(answers.map((answer) => answer.keptBody ?? answer.body)),
      now,
    ]),
  })
}

export async function insertAudits(client: PoolClient, cxs: readonly OpenCx[]): Promise<void> {
  const rows = cxs.flatMap((cx) => cx.audits.map((entry) => ({ cx, entry })))
  if (rows.length === 0) return
  await client.query({
    name: 'insert_audits',
    text: `insert into audit_log (company_id, id, action, subject_kind, subject_id, detail, actor_kind, actor_id,
             actor_person_id, actor_name, request_id, occurred_at)
           select ${sideBySide(1, 'text', 'text', 'text', 'text', 'text')}, unnest(${jsonTexts('$6')}::jsonb[]),
             ${sideBySide(7, 'text', 'text', 'text', 'text', 'text', 'timestamptz')}`,
    values: toParameters([
      rows.map(({ cx }) => tenantOf(cx)),
      rows.map(() => newId('audit')),
      rows.map(({ entry }) => entry.action),
      rows.map(({ entry }) => entry.subject.kind),
      rows.map(({ entry }) => entry.subject.id),
      jsonSequence(rows.map(({ entry }) => toJson(entry.detail))),
      rows.map(({ cx }) => cx.actor.kind),
      rows.map(({ cx }) => cx.actor.id),
      rows.map(({ cx }) => cx.actor.personId),
      rows.map(({ cx }) => cx.actor.name),
      rows.map(({ cx }) => cx.requestId),
      rows.map(({ cx }) => cx.now),
    ]),
  })
}

export async function insertOutbox(client: PoolClient, cxs: readonly OpenCx[]): Promise<void> {
  const rows = cxs.flatMap((cx) => cx.outbox.map((entry) => ({ cx, entry })))
  if (rows.length === 0) return
  await client.query({
    name: 'insert_outbox',
    text: `insert into outbox (company_id, kind, name, payload, time_zone, request_id, run_at, created_at)
           select ${sideBySide(1, 'text', 'text', 'text')}, unnest(${jsonTexts('$4')}::jsonb[]),
             ${sideBySide(5, 'text', 'text', 'timestamptz', 'timestamptz')}`,
    values: toParameters([
      rows.map(({ cx }) => tenantOf(cx)),
      rows.map(({ entry }) => entry.kind),
      rows.map(({ entry }) => entry.name),
      jsonSequence(rows.map(({ entry }) => toJson(entry.payload))),
      rows.map(({ cx }) => cx.timeZone),
      rows.map(({ cx }) => cx.requestId),
      rows.map(({ cx, entry }) => new Date(cx.now.getTime() + entry.delayMs)),
      rows.map(({ cx }) => cx.now),
    ]),
  })
}
