import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import type { Scope } from '#src/platform/scopes.ts'
import { insertApiKey, listApiKeyRows, revokeApiKeyRow } from './api-key.store.ts'
import { forgetCredentials } from './credential-cache.ts'
import type { ApiKey } from './identity.ts'
import { hashToken, type KeyMode, newApiKeyToken, tokenHint } from './token.ts'

export interface CreateApiKey {
  readonly name: string
  readonly mode: KeyMode
  readonly scopes: readonly Scope[]
  readonly expiresAt?: string | undefined
}

export interface CreatedApiKey {
  readonly key: ApiKey
  /** Shown this once. */
  readonly token: string
}

/** In a company the key is the company's own; outside one it is the person's. */
const ownerOf = (cx: Cx): { owner: string; personId: string | null } => {
  if (cx.companyId !== '') return { owner: cx.companyId, personId: null }
  const { personId } = cx.actor
  return personId ? { owner: personId, personId } : fail('person_required', 'Only a person has keys outside a company.')
}

const create = async (cx: Cx, input: CreateApiKey): Promise<CreatedApiKey> => {
  const beyond = input.scopes.filter((scope) => !cx.actor.scopes.has(scope))
  if (beyond.length > 0) fail('api_key_scope_exceeded', `You do not hold ${beyond.join(', ')} yourself.`)
  const { owner, personId } = ownerOf(cx)
  const token = newApiKeyToken(input.mode)
  const key = await insertApiKey(cx, owner, {
    id: newId('apiKey'),
    name: input.name,
    mode: input.mode,
    scopes: input.scopes,
    personId,
    hint: tokenHint(token),
    tokenHash: hashToken(token),
    expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
  })
  cx.audit({ kind: 'apiKey', id: key.id }, { name: key.name, scopes: key.scopes })
  return { key, token }
}

const list = (cx: Cx, { after, limit }: { after: string | undefined; limit: number }): Promise<ApiKey[]> =>
  listApiKeyRows(cx, ownerOf(cx).owner, after, limit)

const revoke = async (cx: Cx, keyId: string): Promise<ApiKey> => {
  const key = await revokeApiKeyRow(cx, ownerOf(cx).owner, keyId)
  cx.audit({ kind: 'apiKey', id: key.id }, { name: key.name })
  return key
}

export const createCompanyKey = command('apiKey.create', { can: 'members:manage' }, create)
export const createMyKey = command('apiKey.createMine', { can: null }, create)
export const listCompanyKeys = query('apiKey.list', { can: 'members:manage' }, list)
export const listMyKeys = query('apiKey.listMine', { can: null }, list)
const revokeCompany = command('apiKey.revoke', { can: 'members:manage' }, revoke)
const revokeMine = command('apiKey.revokeMine', { can: null }, revoke)

/** Revokes a key at once in this process, within seconds in others. */
export async function revokeApiKey(call: Call, keyId: string): Promise<ApiKey> {
  const key = await (call.companyId === '' ? revokeMine : revokeCompany)(call, keyId)
  forgetCredentials(call.platform)
  return key
}
