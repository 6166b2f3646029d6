import { afterAll, expect, it } from 'vitest'
import { xero } from '#connectors/xero/connector.ts'
import { checksOf, runCheck } from '#src/connect/index.ts'
import type { Connector, ModelKind, Push, Sandbox } from '#src/connect/sdk.ts'
import { describeConnector } from '#test/support/describe-connector.ts'
import { fakeXeroModule } from '#test/support/fake-xero/fake-xero.ts'

/** The connector on the fake that holds every request and answer against Xero's document. */
const violations: string[] = []
const onFake: Connector = {
  ...xero,
  sandbox: async () => {
    const fake = await fakeXeroModule()
    return { ...fake, start: async (options) => remembered(await fake.start(options)) }
  },
}

function remembered(sandbox: Sandbox): Sandbox {
  const close = () => {
    violations.push(...sandbox.violations)
    return sandbox.close()
  }
  return { ...sandbox, close }
}

describeConnector(onFake)

afterAll(() => expect(violations).toEqual([]))

const failing = async (connector: Connector, id: string): Promise<string> => {
  const check = checksOf(connector).find((one) => one.id === id)
  if (!check) throw new Error(`no check ${id}`)
  const { passed, detail } = await runCheck(connector, check)
  expect(passed).toBe(false)
  return detail
}

const withPush = <K extends ModelKind>(kind: K, change: Partial<NonNullable<Connector['push'][K]>>): Connector => ({
  ...xero,
  push: { ...xero.push, [kind]: { ...(xero.push[kind] as Push<never>), ...change } },
})

it('the suite fails a connector that does not find what it lost', async () => {
  const blind = withPush('bill', { find: async () => null })
  expect(await failing(blind, 'push.bill.lost')).toBe('what was committed is not found')
})

it('the suite fails a connector that finds what is not there', async () => {
  const sure = withPush('contact', { find: async () => ({ externalId: 'x', label: 'x' }) })
  expect(await failing(sure, 'push.contact.once')).toBe('found before it was created')
})

it('the suite fails a connector that lets a raw error out', async () => {
  const raw: Connector = { ...xero, probe: async () => Promise.reject('{"response":{}}') }
  expect(await failing(raw, 'fault.unavailable')).toBe('threw string instead of a ConnectorError')
})

it('the suite fails a connector that believes every message', async () => {
  const trusting: Connector = { ...xero, webhook: { verify: () => true, wakes: () => [] } }
  expect(await failing(trusting, 'webhook.forged')).toBe('a changed body is believed')
})

it('the suite fails a connector that resumes at the beginning', async () => {
  const forgetful: Connector = {
    ...xero,
    pull: { payment: (cx) => xero.pull.payment?.(cx, null) ?? ([][Symbol.iterator]() as never) },
  }
  expect(await failing(forgetful, 'pull.payment.resume')).toBe('4 of 4 come again')
})
