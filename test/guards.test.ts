import { beforeAll, describe, expect, it } from 'vitest'
import { type IdKind, isId, newId, PREFIXES } from '#src/kernel/id.ts'
import type { Operation } from '#src/platform/http/contract.ts'
import type { Platform } from '#src/platform/platform.ts'
import { ALL_SCOPES, type Scope } from '#src/platform/scopes.ts'
import { newCompany } from '#test/support/actors.ts'
import { type Answered, type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { vendorEnv } from './guards/connect.ts'
import type { GuardRequest, World } from './guards/fixture.ts'
import { idParams, makeRequest, operations, otherBody, urlOf } from './guards/make-request.ts'

let platform: Platform
let mine: World
let theirs: World
let nobody: TestClient
let strangers: TestClient[]

async function newWorld(): Promise<World> {
  const company = await newCompany(platform)
  const client = testClient(platform, await company.key())
  const other = async () => {
    const { person } = await company.member(['admin'])
    return { id: person.id, client: testClient(platform, await company.key(person)) }
  }
  return { platform, company, client, other }
}

beforeAll(async () => {
  platform = await testPlatform({ env: { WEBHOOK_ALLOW_PRIVATE: '1', ...(await vendorEnv()) } })
  mine = await newWorld()
  theirs = await newWorld()
  nobody = testClient(platform)
  strangers = [`bk_test_${'a'.repeat(43)}`, 'nonsense'].map((key) => testClient(platform, key))
})

const limited = new Map<Scope, Promise<TestClient>>()
/** A client of mine whose key lacks this one scope. */
function without(scope: Scope): Promise<TestClient> {
  const scopes = ALL_SCOPES.filter((one) => one !== scope)
  const client =
    limited.get(scope) ?? mine.company.key(mine.company.owner, scopes).then((key) => testClient(platform, key))
  limited.set(scope, client)
  return client
}

const send = (
  client: TestClient,
  operation: Operation,
  { params = {}, body, headers = {} }: GuardRequest,
  extra: Record<string, string> = {},
): Promise<Answered> =>
  client.send(operation.method.toUpperCase(), urlOf(operation, params), body, {
    'x-request-id': 'guard',
    ...headers,
    ...extra,
  })

/** An id of the same kind that names nothing. */
function missingId(id: string): string {
  const kind = (Object.keys(PREFIXES) as IdKind[]).find((one) => isId(one, id))
  if (kind) return newId(kind)
  return /^\d{4}-\d{2}$/.test(id) ? '1901-01' : `${id}-missing`
}

const isWrite = ({ method }: Operation): boolean => method !== 'get'
const inCompany = ({ path }: Operation): boolean => path.includes('{companyId}')
const guarded = operations.filter(({ scope }) => scope !== 'public')

/** A claim that is made of some operations only. */
const when = (applies: boolean) => (applies ? it : () => undefined)

describe.for(guarded.map((operation) => [operation.id, operation] as const))('%s', ([, operation]) => {
  const bare: GuardRequest = {
    params: Object.fromEntries(['companyId', ...idParams(operation)].map((name) => [name, newId('company')])),
  }

  it('answers 401 without a key and with a wrong one', async () => {
    for (const client of [nobody, ...strangers]) {
      const refused = await send(client, operation, bare)
      expect([refused.status, refused.json.code]).toEqual([401, 'unauthenticated'])
    }
  })

  when(operation.scope !== null)('answers 403 when the scope is missing, whatever else is wrong', async () => {
    const client = await without(operation.scope as Scope)
    const refused = await send(client, operation, { params: { ...bare.params, companyId: mine.company.id } })
    expect([refused.status, refused.json.code, refused.json.scope]).toEqual([403, 'scope_missing', operation.scope])
  })

  when(inCompany(operation))('answers for another company as for one that is missing', async () => {
    const request = await makeRequest(operation, theirs)
    const foreign = await send(mine.client, operation, request)
    const missing = await send(mine.client, operation, {
      ...request,
      params: { ...request.params, companyId: newId('company') },
    })
    expect(foreign.status).toBe(404)
    expect(foreign.text).toBe(missing.text)
  })

  it.for(idParams(operation))('answers for another company’s %s as for one that is missing', async (name) => {
    const request = await makeRequest(operation, mine)
    const foreignId = (await makeRequest(operation, theirs)).params[name] ?? ''
    const ask = (id: string) => send(mine.client, operation, { ...request, params: { ...request.params, [name]: id } })
    const foreign = await ask(foreignId)
    const missing = await ask(missingId(foreignId))
    expect([foreign.status, foreign.json.code]).toEqual([404, 'not_found'])
    expect(foreign.text).toBe(missing.text)
    expect(foreign.headers.get('etag')).toBe(missing.headers.get('etag'))
  })

  when(!isWrite(operation))('answers for what is mine', async () => {
    const read = await send(mine.client, operation, await makeRequest(operation, mine))
    expect(read.status, read.text).toBe(operation.answer.status)
  })

  when(isWrite(operation))('replays a key with the same bytes, and refuses it for another request', async () => {
    const request = await makeRequest(operation, mine)
    const key = { 'idempotency-key': `guard-${operation.id}` }
    const first = await send(mine.client, operation, request, key)
    expect(first.status, first.text).toBe(operation.answer.status)
    const again = await send(mine.client, operation, request, key)
    expect(again.status, again.text).toBe(first.status)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(withoutSecrets(again.text)).toBe(withoutSecrets(first.text))
    const body = otherBody(operation, request.body)
    if (body === undefined && idParams(operation).length === 0) return
    const other = body === undefined ? await makeRequest(operation, mine) : { ...request, body }
    const reused = await send(mine.client, operation, other, key)
    expect([reused.status, reused.json.code]).toEqual([422, 'idempotency_key_reused'])
  })
})

/** A secret that is shown once is null in a replay; everything else is the same to the byte. */
const withoutSecrets = (text: string): string => text.replace(/"(token|secret)":(null|"[^"]*")/g, '"$1":…')

it('an operation without its fixture fails the suite', async () => {
  const [known] = guarded
  if (!known) throw new Error('there is no operation')
  const forgotten = { ...known, id: 'getNews', path: '/v1/companies/{companyId}/news/{newsId}' }
  await expect(makeRequest(forgotten, mine)).rejects.toThrow('getNews: give the path parameter newsId a fixture')
})

it('the guard suite walks every operation of the API', () => {
  expect(guarded.length).toBeGreaterThan(10)
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
})
