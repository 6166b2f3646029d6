import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { SequencedEvent } from '#src/platform/outbox/sequence-events.ts'
import { planWrites, pushRecord } from '../connect.jobs.ts'
import { connectionsThatTake } from '../connections/connection.store.ts'
import type { Connection } from '../connections/connection.ts'
import { isTrigger, type PlanItem, triggerOf } from '../sources/source.ts'
import { connectorOf } from '../vendor-app.ts'
import { planOnce } from './operation.store.ts'

/** What hears of events: for those that mean a record has to go out, the worker makes a plan. */
export function hearForPlans(
  events: readonly SequencedEvent[],
  sink: { enqueue(companyId: string, job: typeof planWrites, payload: { event: string; subjectId: string }): void },
): void {
  for (const { companyId, type, data } of events) {
    const { id } = Object(data) as { id?: unknown }
    if (isTrigger(type) && typeof id === 'string') sink.enqueue(companyId, planWrites, { event: type, subjectId: id })
  }
}

export interface PlanOperations {
  readonly event: string
  readonly subjectId: string
}

/** Plans the outbound writes of one event for every connection of the company. Planning twice plans once. */
export const planOperations = command(
  'operation.plan',
  { can: 'connections:manage' },
  async (cx, { event, subjectId }: PlanOperations): Promise<number> => {
    const connections = await connectionsThatTake(cx)
    const items = connections.length > 0 ? ((await triggerOf(event)?.plan(cx, subjectId)) ?? []) : []
    let planned = 0
    for (const connection of connections) planned += await planFor(cx, connection, items)
    cx.audit({ kind: 'operation', id: subjectId }, { event, planned })
    return planned
  },
)

async function planFor(cx: Cx, connection: Connection, items: readonly PlanItem[]): Promise<number> {
  const { push } = connectorOf(connection.connector)
  const operationOf = new Map<string, string>()
  let planned = 0
  for (const { model, subjectId, needs } of items) {
    const isWanted = push[model] !== undefined && (model !== 'payment' || connection.payments === 'push')
    if (!isWanted) continue
    const dependsOn = needs.flatMap((need) => operationOf.get(`${need.model} ${need.subjectId}`) ?? [])
    const { operation, isNew } = await planOnce(cx, { connectionId: connection.id, model, subjectId, dependsOn })
    operationOf.set(`${model} ${subjectId}`, operation.id)
    if (!isNew) continue
    planned += 1
    cx.enqueue(pushRecord, { operationId: operation.id })
  }
  return planned
}
