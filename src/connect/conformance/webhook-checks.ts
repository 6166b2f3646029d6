import type { Connector, InboundWebhook } from '../sdk.ts'
import { type Check, check } from './check.ts'
import { pushed } from './samples.ts'
import { expectThat, Shortfall, type Stand } from './stand.ts'

/** Messages of the vendor; nothing when it sends none. */
export const webhookChecks = (connector: Connector): Check[] => (connector.webhook ? CHECKS : [])

const CHECKS: Check[] = [
  check(
    'webhook.genuine',
    'a signed message is believed and names the organisation whose pull it wakes',
    async (stand) => {
      if (stand.connector.push.bill) await pushed(stand, 'bill')
      const { raw, headers } = stand.sandbox.webhook('update')
      expectThat(verify(stand, raw, headers), 'a genuine message is refused')
      const wakes = hookOf(stand).wakes(raw)
      expectThat(
        wakes.some(({ organisation }) => organisation === stand.cx.organisation),
        'it wakes nothing',
      )
    },
  ),
  check('webhook.handshake', 'the vendor’s handshake is answered by its signature alone', async (stand) => {
    const { raw, headers } = stand.sandbox.webhook('handshake')
    expectThat(verify(stand, raw, headers), 'the right signature is refused')
    expectThat(!verify(stand, raw, headers, 'another key'), 'a wrong signature is believed')
    expectThat(hookOf(stand).wakes(raw).length === 0, 'a handshake wakes a pull')
  }),
  check('webhook.forged', 'a changed byte, a missing signature and an empty key are refused', async (stand) => {
    const { raw, headers } = stand.sandbox.webhook('update')
    const changed = Uint8Array.from(raw)
    changed[0] = (changed[0] ?? 0) ^ 1
    expectThat(!verify(stand, changed, headers), 'a changed body is believed')
    expectThat(!verify(stand, raw, {}), 'a message without a signature is believed')
    expectThat(!verify(stand, raw, headers, ''), 'an empty key verifies')
  }),
  check('webhook.garbage', 'a signed body that is no message wakes nothing', async (stand) => {
    expectThat(hookOf(stand).wakes(new TextEncoder().encode('{"events":42}')).length === 0, 'it wakes a pull')
    expectThat(hookOf(stand).wakes(new TextEncoder().encode('<')).length === 0, 'it wakes a pull')
  }),
]

function hookOf({ connector }: Stand): InboundWebhook {
  if (!connector.webhook) throw new Shortfall('the connector takes no webhooks')
  return connector.webhook
}

const verify = (stand: Stand, raw: Uint8Array, headers: Record<string, string>, secret?: string): boolean =>
  hookOf(stand).verify(raw, (name) => headers[name.toLowerCase()], secret ?? stand.sandbox.webhookSecret)
