import type { Fault } from '../sdk.ts'
import { type Check, check, expectNoSecret } from './check.ts'
import { expectThat, failureOf, type Stand } from './stand.ts'

/** What a read makes of each trouble of the vendor. */
export const FAULT_CHECKS: readonly Check[] = [
  check('fault.wait', 'a 429 with Retry-After is waited for as long as it says', async (stand) => {
    const fault = await faultOf(stand, { kind: 'rateLimited', retryAfterSeconds: 17 })
    expectThat(fault.kind === 'rate_limited' && fault.retryAfterMs === 17_000, `the fault is ${JSON.stringify(fault)}`)
  }),
  check('fault.waitUnsaid', 'a 429 without Retry-After is waited for a sensible while', async (stand) => {
    const fault = await faultOf(stand, { kind: 'rateLimited', retryAfterSeconds: null })
    const isSensible = fault.kind === 'rate_limited' && fault.retryAfterMs >= 1000 && fault.retryAfterMs <= 3_600_000
    expectThat(isSensible, `the fault is ${JSON.stringify(fault)}`)
  }),
  check('fault.unavailable', 'a 503 is unavailable', async (stand) => {
    const fault = await faultOf(stand, { kind: 'unavailable' })
    expectThat(fault.kind === 'unavailable', `the fault is ${fault.kind}`)
  }),
  check('fault.unauthorised', 'a 401 that a new token does not help is auth_expired', async (stand) => {
    const fault = await faultOf(stand, { kind: 'unauthorised' }, { kind: 'unauthorised' })
    expectThat(fault.kind === 'auth_expired', `the fault is ${fault.kind}`)
  }),
  check('fault.lost', 'a read whose answer gets lost is unavailable', async (stand) => {
    const fault = await faultOf(stand, { kind: 'answerLost', isSilent: false })
    expectThat(fault.kind === 'unavailable', `the fault is ${fault.kind}`)
  }),
]

async function faultOf(stand: Stand, ...faults: Fault[]) {
  stand.sandbox.failNext('read', ...faults)
  const error = await failureOf(() => stand.connector.probe(stand.cx))
  expectNoSecret(error, stand)
  return error.fault
}
