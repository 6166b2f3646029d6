import type { Pool } from 'pg'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { DELIVERY_MOVES, type Delivery, type DeliveryAnswer, type DeliveryStatus, FOLLOW_MS } from './delivery.ts'

const COLUMNS = `id, invoice_id as "invoiceId", channel, recipient as "to", language, status, document_id as "documentId",
  transmission_id as "transmissionId", return_token as "returnToken", replaces_id as "replacesId", attempts, next_at as "nextAt", claimed_until as "claimedUntil", is_handed_over as "isHandedOver", code, detail,
  version, created_at as "createdAt", updated_at as "updatedAt", sent_at as "sentAt", delivered_at as "deliveredAt"`

export type NewDelivery = Pick<
  Delivery,
  'id' | 'invoiceId' | 'channel' | 'to' | 'language' | 'replacesId' | 'returnToken'
>

export async function insertDelivery(cx: Cx, delivery: NewDelivery): Promise<Delivery> {
  const [row] = await cx.sql<Delivery>(
    `insert into invoice_deliveries (company_id, id, invoice_id, channel, recipient, language, status, code, detail,
       replaces_id, return_token, next_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, case when $5::text is null then 'failed' else 'planned' end,
       case when $5::text is null then 'delivery_recipient_missing' end, null, $8, $9, $7, $7, $7) returning ${COLUMNS}`,
    [
      cx.companyId,
      delivery.id,
      delivery.invoiceId,
      delivery.channel,
      delivery.to,
      delivery.language,
      cx.now,
      delivery.replacesId,
      delivery.returnToken,
    ],
  )
  return row ?? fail('internal_error', 'The delivery was not kept.')
}

export async function loadDelivery(cx: Cx, id: string, lock: '' | 'for update' = ''): Promise<Delivery> {
  const [row] = await cx.sql<Delivery>(
    `select ${COLUMNS} from invoice_deliveries where company_id = $1 and id = $2 ${lock}`,
    [cx.companyId, id],
  )
  return row ?? fail('not_found', 'There is no such delivery.')
}

/** Takes a delivery that is due for one worker. Undefined when it is done, not due or in other hands. */
export async function claimDue(cx: Cx, id: string, until: Date): Promise<Delivery | undefined> {
  const [row] = await cx.sql<Delivery>(
    `update invoice_deliveries set claimed_until = $4, attempts = attempts + 1, version = version + 1, updated_at = $3
     where company_id = $1 and id = $2 and status = 'planned' and next_at <= $3
       and (claimed_until is null or claimed_until <= $3) returning ${COLUMNS}`,
    [cx.companyId, id, cx.now, until],
  )
  return row
}

/** The bytes are kept and leave now. */
export async function markHandedOver(cx: Cx, from: Delivery, documentId: string): Promise<Delivery> {
  const [row] = await cx.sql<Delivery>(
    `update invoice_deliveries set document_id = $4, is_handed_over = true, version = version + 1, updated_at = $5
     where company_id = $1 and id = $2 and version = $3 and status = 'planned' returning ${COLUMNS}`,
    [cx.companyId, from.id, from.version, documentId, cx.now],
  )
  return row ?? stale()
}

export interface DeliveryChange {
  readonly status: DeliveryStatus
  readonly transmissionId?: string | undefined
  readonly code?: string
  readonly detail?: string
  readonly attempts?: number
  readonly nextAt?: Date
}

/** A guarded move; also lets the claim go. */
export async function moveDelivery(cx: Cx, from: Delivery, change: DeliveryChange): Promise<Delivery> {
  if (!DELIVERY_MOVES[from.status].includes(change.status))
    fail('state_conflict', `The delivery is ${from.status} and cannot become ${change.status}.`)
  const [row] = await cx.sql<Delivery>(
    `update invoice_deliveries set status = $4, code = $5, detail = $6, attempts = $7, next_at = $8,
       transmission_id = coalesce($10, transmission_id),
       sent_at = case when $4 = 'sent' then coalesce(sent_at, $9) else sent_at end,
       delivered_at = case when $4 = 'delivered' then $9 else delivered_at end,
       claimed_until = null, is_handed_over = false, version = version + 1, updated_at = $9
     where company_id = $1 and id = $2 and version = $3 returning ${COLUMNS}`,
    [
      cx.companyId,
      from.id,
      from.version,
      change.status,
      change.code ?? null,
      change.detail?.slice(0, DETAIL_MAX) ?? null,
      change.attempts ?? from.attempts,
      change.nextAt ?? from.nextAt,
      cx.now,
      change.transmissionId ?? null,
    ],
  )
  return row ?? stale()
}

const DETAIL_MAX = 1000
const ANSWER_MAX = 20_000

const stale = (): never => fail('version_stale', 'The delivery has changed since you read it; read it again.')

/** Keeps an answer; the delivery's row is locked or moved in this transaction. */
export async function insertAnswer(
  cx: Cx,
  deliveryId: string,
  {
    outcome,
    answer,
    documentId = null,
  }: Pick<DeliveryAnswer, 'outcome' | 'answer'> & { readonly documentId?: string | null },
): Promise<void> {
  await cx.sql(
    `insert into invoice_delivery_answers (company_id, delivery_id, number, outcome, answer, answered_at, document_id)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 from invoice_delivery_answers
     where company_id = $1 and delivery_id = $2`,
    [cx.companyId, deliveryId, outcome, answer.replaceAll('\0', '').slice(0, ANSWER_MAX), cx.now, documentId],
  )
}

export async function answersOf(cx: Cx, deliveryIds: readonly string[]): Promise<Map<string, DeliveryAnswer[]>> {
  const rows = await cx.sql<DeliveryAnswer & { deliveryId: string }>(
    `select delivery_id as "deliveryId", outcome, answer, answered_at as "answeredAt",
       document_id as "documentId" from invoice_delivery_answers
     where company_id = $1 and delivery_id = any ($2) order by delivery_id, number`,
    [cx.companyId, deliveryIds],
  )
  const answers = new Map<string, DeliveryAnswer[]>()
  for (const { deliveryId, ...answer } of rows) answers.set(deliveryId, [...(answers.get(deliveryId) ?? []), answer])
  return answers
}

export async function deliveriesOf(
  cx: Cx,
  invoiceId: string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<Delivery[]> {
  return cx.sql<Delivery>(
    `select ${COLUMNS} from invoice_deliveries where company_id = $1 and invoice_id = $2 and id > $3 order by id limit $4`,
    [cx.companyId, invoiceId, after ?? '', limit],
  )
}

/** Whose delivery a return address is. */
export interface Returned {
  readonly companyId: string
  readonly deliveryId: string
  readonly timeZone: string
}

/** Asked before a tenant is known. */
export async function findReturned(pool: Pool, token: string): Promise<Returned | undefined> {
  const { rows } = await pool.query<Returned>(
    `select company_id as "companyId", delivery_id as "deliveryId", time_zone as "timeZone"
     from app.find_returned_delivery($1)`,
    [token],
  )
  return rows[0]
}

/** Deliveries of the installation whose job got lost: due for a while and in nobody's hands; role bilag_worker. */
export async function overdueDeliveries(
  pool: Pool,
  now: Date,
  graceMs: number,
  limit: number,
): Promise<{ companyId: string; id: string; status: DeliveryStatus }[]> {
  const { rows } = await pool.query<{ companyId: string; id: string; status: DeliveryStatus }>(
    `select company_id as "companyId", id, status from invoice_deliveries
     where next_at < $1
       and (status = 'planned' and (claimed_until is null or claimed_until < $2)
            or status = 'sent' and transmission_id is not null and sent_at > $4)
     order by next_at limit $3`,
    [new Date(now.getTime() - graceMs), now, limit, new Date(now.getTime() - FOLLOW_MS)],
  )
  return rows
}
