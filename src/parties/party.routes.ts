import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { changeParty } from './change-party.ts'
import { createParty } from './create-party.ts'
import { type Dossier, partyDossier } from './dossier.ts'
import { judgeHold } from './judge-hold.ts'
import * as contract from './party.contract.ts'
import type { Hold, Party } from './party.ts'
import { getParty, listParties } from './read-parties.ts'
import { recordBankAccount } from './record-bank-account.ts'

const wireHold = ({ openedByKey: _key, enteredBy: _by, ...hold }: Hold) => hold
const wireParty = ({ accounts, openHolds, ...party }: Party) => ({
  ...party,
  bankAccounts: accounts,
  isOnHold: openHolds.length > 0,
  holds: openHolds.map(wireHold),
})
export const wireDossier = ({ party, holds, ...known }: Dossier) => ({
  party: wireParty(party),
  ...known,
  changes: holds.map(wireHold),
})
const whole = (party: Party) => ok(wireParty(party), { version: party.version })
const made = (party: Party) => created(wireParty(party), { version: party.version })

export const partyRoutes: readonly Route[] = [
  bind(contract.listPartiesOp, {
    call: async (call, { query: { updatedSince, isOnHold, cursor: _cursor, ...filter }, query }) => {
      const { after: afterId, limit } = pageStart(query)
      const since = updatedSince === undefined ? undefined : new Date(updatedSince)
      const onHold = isOnHold === undefined ? undefined : isOnHold === 'true'
      const rows = await listParties(call, { ...filter, updatedSince: since, isOnHold: onHold, afterId, limit })
      return pageOfRows(rows, query.limit)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(wireParty), nextCursor }),
  }),
  bind(contract.createPartyOp, { call: (call, { body }) => createParty(call, body), answer: made }),
  bind(contract.getPartyOp, { call: (call, { params }) => getParty(call, params), answer: whole }),
  bind(contract.updatePartyOp, {
    call: (call, { params, body }) => changeParty(call, { partyId: params.partyId, ...body }),
    answer: whole,
  }),
  bind(contract.getDossierOp, {
    call: (call, { params }) => partyDossier(call, params),
    answer: (dossier) => ok(wireDossier(dossier), { version: dossier.party.version }),
  }),
  bind(contract.addBankAccountOp, {
    call: (call, { params, body }) => recordBankAccount(call, { partyId: params.partyId, ...body }),
    answer: made,
  }),
  bind(contract.judgeHoldOp, {
    call: (call, { params: { partyId, holdId }, body }) => judgeHold(call, { partyId, holdId, ...body }),
    answer: whole,
  }),
]
