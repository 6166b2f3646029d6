import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '#src/app.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { move, sendLetter, sequence } from './stand.ts'

interface Event {
  readonly id: string
  readonly sequence: number
  readonly type: string
  readonly previousId: string | null
}

let platform: Platform
let company: TestCompany
let client: TestClient
let key: string

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
  key = await company.key()
  client = testClient(platform, key)
  for (let n = 1; n <= 12; n++) await move(company.call(), [['p1', n]])
  await sendLetter(company.call(), 'l1')
  await sequence(platform)
})

const read = async (query: string): Promise<{ events: Event[]; nextCursor: string | null }> => {
  const { status, json, text } = await client.get(`/v1/companies/${company.id}/events?${query}`)
  expect(status, text).toBe(200)
  return { events: json.data as Event[], nextCursor: json.nextCursor as string | null }
}

describe('the event feed', () => {
  it('gives every event once, page by page, without a gap', async () => {
    const all: Event[] = []
    for (let after: string | null = '0'; after !== null; ) {
      const { events, nextCursor } = await read(`after=${after}&limit=5`)
      all.push(...events)
      after = nextCursor
    }
    expect(all.map((event) => event.sequence)).toEqual(all.map((_, index) => index + 1))
    all.forEach((event, index) => {
      expect(event.previousId).toBe(all[index - 1]?.id ?? null)
    })
  })

  it('filters by type and by noun', async () => {
    const { events } = await read('types=letter.*&limit=200')
    expect(events.map(({ type }) => type)).toEqual(['letter.sent'])
    expect((await read('types=parcel.moved,letter.sent&limit=200')).events).toHaveLength(13)
  })

  it('refuses a type that does not exist', async () => {
    const refused = await client.get(`/v1/companies/${company.id}/events?types=parcel.eaten`)
    expect(refused.json.code).toBe('event_type_unknown')
  })

  it('shows nothing of another company', async () => {
    const other = await newCompany(platform)
    await sequence(platform)
    const stranger = testClient(platform, await other.key())
    const { json } = await stranger.get(`/v1/companies/${other.id}/events?limit=200`)
    const types = new Set((json.data as Event[]).map(({ type }) => type))
    expect(types.has('parcel.moved')).toBe(false)
  })
})

describe('the event stream', () => {
  let url: string
  let stop: () => Promise<void>
  beforeAll(async () => {
    const app = createApp(platform)
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
    await new Promise((settle) => server.once('listening', settle))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    stop = async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((settle) => server.close(settle))
    }
  })
  afterAll(() => stop())

  /** The first events that the stream gives over a socket. */
  async function follow(query: string, headers: Record<string, string>, wanted: number): Promise<[string, Event][]> {
    const leave = new AbortController()
    const response = await fetch(`${url}/v1/companies/${company.id}/events/stream?${query}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
      signal: leave.signal,
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    let text = ''
    const messages = (): [string, Event][] =>
      [...text.matchAll(/^id: (\d+)\nevent: \S+\ndata: (.*)\n\n/gm)].map(([, id = '', data = '']) => [
        id,
        JSON.parse(data),
      ])
    try {
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8')
        if (messages().length >= wanted) break
      }
      return messages().slice(0, wanted)
    } finally {
      leave.abort()
    }
  }

  it('goes on behind Last-Event-ID and then tells what happens', async () => {
    const newest = (await read('limit=200')).events.at(-1)?.sequence ?? 0
    const following = follow('', { 'last-event-id': String(newest - 1) }, 3)
    await move(company.call(), [
      ['p2', 1],
      ['p2', 2],
    ])
    await sequence(platform)
    const messages = await following
    expect(messages.map(([id]) => Number(id))).toEqual([newest, newest + 1, newest + 2])
    expect(messages.map(([, event]) => event.type)).toEqual(['letter.sent', 'parcel.moved', 'parcel.moved'])
  })

  it('begins with what happens next when nothing is said, and filters', async () => {
    const following = follow('types=letter.sent', {}, 1)
    const tellUntilHeard = async (): Promise<void> => {
      for (let n = 0; n < 40; n++) {
        await move(company.call(), [['p3', n]])
        await sendLetter(company.call(), `late${n}`)
        await sequence(platform)
        const heard = await Promise.race([following, new Promise((settle) => setTimeout(settle, 200))])
        if (heard !== undefined) return
      }
    }
    await tellUntilHeard()
    expect((await following).map(([, event]) => event.type)).toEqual(['letter.sent'])
  })

  it('refuses before it begins', async () => {
    const refused = await client.get(`/v1/companies/${company.id}/events/stream?types=parcel.eaten`)
    expect([refused.status, refused.json.code]).toEqual([422, 'event_type_unknown'])
  })
})
