import { expect, it } from 'vitest'
import { peppolGateway } from '#connectors/peppol-gateway/connector.ts'
import { checksOf, runCheck } from '#src/connect/index.ts'
import type { Connector, Network } from '#src/connect/sdk.ts'
import { describeConnector } from '#test/support/describe-connector.ts'

describeConnector(peppolGateway)

const failing = async (change: Partial<Network>, id: string): Promise<string> => {
  const network = { ...(peppolGateway.network as Network), ...change }
  const connector: Connector = { ...peppolGateway, network }
  const check = checksOf(connector).find((one) => one.id === id)
  if (!check) throw new Error(`no check ${id}`)
  const { passed, detail } = await runCheck(connector, check)
  expect(passed).toBe(false)
  return detail
}

it('the suite fails a network that does not find what it lost', async () => {
  expect(await failing({ find: async () => null }, 'network.lost')).toBe('what was sent is not found')
})

it('the suite fails a network in which everybody takes everything', async () => {
  const lookup = async () => ({ canReceive: ['anything'], answer: '' })
  expect(await failing({ lookup }, 'network.lookup')).toBe('a stranger takes documents')
})
