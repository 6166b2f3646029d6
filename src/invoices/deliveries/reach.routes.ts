import { ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { lookUpCustomer } from './look-up-customer.ts'
import { getReachOp, lookUpOp } from './reach.contract.ts'
import { getReach } from './read-reach.ts'

export const reachRoutes: readonly Route[] = [
  bind(getReachOp, {
    call: (call, { params: { partyId } }) => getReach(call, { partyId }),
    answer: (reach) => ok(reach),
  }),
  bind(lookUpOp, {
    call: (call, { params: { partyId } }) => lookUpCustomer(call, { partyId }),
    answer: (reach) => ok(reach),
  }),
]
