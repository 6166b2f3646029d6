import { newId } from '#src/kernel/id.ts'
import type { ModelKind } from '../models.ts'
import type { Connector } from '../sdk.ts'
import { type Check, check, expectNoSecret } from './check.ts'
import { pushOf, sampleOf } from './samples.ts'
import { expectThat, failureOf, type Stand } from './stand.ts'

/** What every kind of record that goes out must do, for each kind that the connector pushes. */
export const pushChecks = (connector: Connector): Check[] =>
  (Object.keys(connector.push) as ModelKind[]).flatMap((kind) => [
    check(`push.${kind}.once`, `a ${kind} that is not there is created, found again and verified`, (stand) =>
      goesOut(stand, kind),
    ),
    check(`push.${kind}.repeat`, `a ${kind} sent twice with one key exists once`, (stand) => repeats(stand, kind)),
    check(`push.${kind}.lost`, `a ${kind} whose answer got lost is an unknown outcome and can be found`, (stand) =>
      losesAnswer(stand, kind),
    ),
    check(`push.${kind}.refused`, `a ${kind} that the vendor refuses says why`, (stand) => refused(stand, kind)),
    check(`push.${kind}.gone`, `a ${kind} that is not there fails its verification`, (stand) => missing(stand, kind)),
  ])

async function goesOut<K extends ModelKind>(stand: Stand, kind: K): Promise<void> {
  const push = pushOf(stand, kind)
  const model = await sampleOf(stand, kind)
  const before = stand.sandbox.count(kind)
  expectThat((await push.find(stand.cx, model)) === null, 'found before it was created')
  const created = await push.create(stand.cx, model, newId('operation'))
  const found = await push.find(stand.cx, model)
  expectThat(found?.externalId === created.externalId, 'not found after it was created')
  expectThat(stand.sandbox.count(kind) === before + 1, 'not exactly one record was made')
  const [difference] = await push.verify(stand.cx, model, created.externalId)
  expectThat(!difference, `${difference?.field} is ${difference?.theirs}, sent was ${difference?.ours}`)
}

async function repeats<K extends ModelKind>(stand: Stand, kind: K): Promise<void> {
  const push = pushOf(stand, kind)
  const model = await sampleOf(stand, kind)
  const before = stand.sandbox.count(kind)
  const key = newId('operation')
  const first = await push.create(stand.cx, model, key)
  const second = await push.create(stand.cx, model, key)
  expectThat(first.externalId === second.externalId, 'the second answer names another record')
  expectThat(stand.sandbox.count(kind) === before + 1, 'there are two records')
}

async function losesAnswer<K extends ModelKind>(stand: Stand, kind: K): Promise<void> {
  const push = pushOf(stand, kind)
  const model = await sampleOf(stand, kind)
  const before = stand.sandbox.count(kind)
  stand.sandbox.failNext('write', { kind: 'answerLost', isSilent: false })
  const error = await failureOf(() => push.create(stand.cx, model, newId('operation')))
  expectThat(error.fault.kind === 'unknown_outcome', `the fault is ${error.fault.kind}`)
  expectNoSecret(error, stand)
  expectThat((await push.find(stand.cx, model)) !== null, 'what was committed is not found')
  expectThat(stand.sandbox.count(kind) === before + 1, 'not exactly one record was made')
}

async function refused<K extends ModelKind>(stand: Stand, kind: K): Promise<void> {
  const model = await sampleOf(stand, kind)
  stand.sandbox.failNext('write', { kind: 'refused' })
  const error = await failureOf(() => pushOf(stand, kind).create(stand.cx, model, newId('operation')))
  expectThat(error.fault.kind === 'rejected' && error.fault.fields.length > 0, `the fault is ${error.fault.kind}`)
  expectNoSecret(error, stand)
}

async function missing<K extends ModelKind>(stand: Stand, kind: K): Promise<void> {
  const model = await sampleOf(stand, kind)
  const nowhere = '00000000-0000-4000-8000-000000000000'
  const error = await failureOf(() => pushOf(stand, kind).verify(stand.cx, model, nowhere))
  expectThat(error.fault.kind === 'not_found', `the fault is ${error.fault.kind}`)
}
