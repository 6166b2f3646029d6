import { created, createdOnce, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import type { Scope } from '#src/platform/scopes.ts'
import * as contract from './identity.contract.ts'
import type { ApiKey } from './identity.ts'
import { acceptInvitation, invite } from './invitations.ts'
import {
  type CreatedApiKey,
  createCompanyKey,
  createMyKey,
  listCompanyKeys,
  listMyKeys,
  revokeApiKey,
} from './manage-api-keys.ts'
import { getMe } from './read-me.ts'

const wire = ({ personId: _personId, ...key }: ApiKey) => key
const wireNew = ({ key, token }: CreatedApiKey) => createdOnce({ ...wire(key), token }, { ...wire(key), token: null })
const wireKey = (key: ApiKey) => ok(wire(key), { version: key.version })

export const identityRoutes: readonly Route[] = [
  bind(contract.getMeOp, { call: (call) => getMe(call, undefined), answer: (me) => ok(me) }),
  bind(contract.listCompanyKeysOp, {
    call: async (call, { query }) => pageOfRows(await listCompanyKeys(call, pageStart(query)), query.limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(wire), nextCursor }),
  }),
  bind(contract.createCompanyKeyOp, {
    call: (call, { body }) => createCompanyKey(call, { ...body, scopes: body.scopes as Scope[] }),
    answer: wireNew,
  }),
  bind(contract.revokeCompanyKeyOp, { call: (call, { params }) => revokeApiKey(call, params.keyId), answer: wireKey }),
  bind(contract.listMyKeysOp, {
    call: async (call, { query }) => pageOfRows(await listMyKeys(call, pageStart(query)), query.limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(wire), nextCursor }),
  }),
  bind(contract.createMyKeyOp, {
    call: (call, { body }) => createMyKey(call, { ...body, scopes: body.scopes as Scope[] }),
    answer: wireNew,
  }),
  bind(contract.revokeMyKeyOp, { call: (call, { params }) => revokeApiKey(call, params.keyId), answer: wireKey }),
  bind(contract.createInvitationOp, {
    call: (call, { body }) => invite(call, body),
    answer: ({ invitation, token }) => createdOnce({ ...invitation, token }, { ...invitation, token: null }),
  }),
  bind(contract.acceptInvitationOp, {
    call: (call, { body }) => acceptInvitation(call, body.token),
    answer: (out) => created(out),
  }),
]
