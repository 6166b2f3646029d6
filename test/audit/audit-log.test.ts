import { beforeAll, expect, it } from 'vitest'
import { createDimension } from '#src/companies/index.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

interface Entry {
  readonly id: string
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly actor: { readonly id: string; readonly personId: string | null }
  readonly occurredAt: string
}

let company: TestCompany
let client: TestClient
const made: string[] = []

beforeAll(async () => {
  const platform = await testPlatform()
  company = await newCompany(platform)
  client = testClient(platform, await company.key())
  const { call } = await company.member(['admin'])
  for (const code of ['one', 'two', 'three']) made.push((await createDimension(call, { code, name: code })).id)
})

const read = async (query: string): Promise<{ entries: Entry[]; nextCursor: string | null }> => {
  const { status, json, text } = await client.get(`/v1/companies/${company.id}/audit-log?${query}`)
  expect(status, text).toBe(200)
  return { entries: json.data as Entry[], nextCursor: json.nextCursor as string | null }
}

it('tells who did what to what, newest first', async () => {
  const { entries } = await read('limit=3')
  expect(entries.map(({ subject }) => subject.id)).toEqual([...made].reverse())
  expect(entries[0]).toMatchObject({ action: 'dimension.create', actor: { kind: 'person' } })
})

it('filters by subject, actor, action and time', async () => {
  const [newest] = (await read(`subject=${made[1]}`)).entries
  expect((await read(`subject=${made[1]}`)).entries).toHaveLength(1)
  expect((await read(`actor=${newest?.actor.personId}&action=dimension.create`)).entries).toHaveLength(3)
  expect((await read(`actor=${company.owner.id}&action=dimension.create`)).entries).toHaveLength(0)
  expect((await read(`from=${newest?.occurredAt}&subject=${made[1]}`)).entries).toHaveLength(1)
  expect((await read(`to=${newest?.occurredAt}&subject=${made[1]}`)).entries).toHaveLength(0)
})

it('pages to its end without doubles', async () => {
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await read(`limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.entries.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual([...seen].sort().reverse())
  expect(seen.length).toBeGreaterThan(4)
})

it('shows nothing of what happened elsewhere', async () => {
  const { entries } = await read('limit=200&action=person.register')
  expect(entries).toEqual([])
})
