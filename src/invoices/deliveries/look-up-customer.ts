import { systemActor } from '#src/platform/actor.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { keepLookup } from './lookup.store.ts'
import { type NetworkLookup, networkOfCompany } from './network.ts'
import type { CustomerReach } from './reach.ts'
import { reachOfParty } from './read-reach.ts'

const rules = { can: 'invoices:issue' } as const

/**
 * Asks the network whether a customer takes e-invoices (SMP; in Norway by way of ELMA), and keeps what it said. A
 * company without a network, or a network that does not answer, leaves what was known and says so in `answer`.
 */
export async function lookUpCustomer(call: Call, { partyId }: { partyId: string }): Promise<CustomerReach> {
  const { participant } = await reachNow(call, partyId)
  const said: NetworkLookup =
    participant === null
      ? { kind: 'unanswered', answer: 'The customer has no address in the network, nor a number that is one.' }
      : await networkOfCompany().lookup(asSystem(call), { partyId, participant })
  return recordLookup(call, { partyId, participant, said })
}

const reachNow = query('reach.read', rules, (cx, partyId: string) => reachOfParty(cx, partyId))

/** Connections are the company's; whoever may send invoices may ask through them. */
function asSystem({ idempotency: _key, render: _render, ...call }: Call): Call {
  return { ...call, actor: systemActor('invoices') }
}

interface Said {
  readonly partyId: string
  readonly participant: string | null
  readonly said: NetworkLookup
}

const recordLookup = command('reach.lookUp', rules, async (cx, { partyId, participant, said }: Said) => {
  cx.audit({ kind: 'party', id: partyId }, { participant, lookup: said.kind })
  if (said.kind === 'known' && participant !== null) await keepLookup(cx, { participant, ...said })
  const reach = await reachOfParty(cx, partyId)
  return said.kind === 'known' ? reach : { ...reach, answer: said.answer }
})
