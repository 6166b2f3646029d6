import { beforeAll, describe, expect, it } from 'vitest'
import { newCompany } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { startFakeXero } from '#test/support/fake-xero/fake-xero.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Bench, connected, drain, giveConsent, openBench, xeroEnv } from './bench.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})

const start = async () => {
  const company = await newCompany(bench.platform)
  const client = testClient(bench.platform, await company.key())
  const path = `/v1/companies/${company.id}/connections`
  const started = await client.post(path, { connector: 'xero' })
  return { company, client, path, id: String(started.json.id), url: String(started.json.authorizationUrl), started }
}

describe('a connection', () => {
  it('starts pending, says where the consent is given, and is active once the person is back', async () => {
    const { client, path, id, url, started } = await start()
    expect([started.status, started.json.status]).toEqual([201, 'pending'])
    const page = await giveConsent(client, url)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Xero is connected')
    const { json } = await client.get(`${path}/${id}`)
    expect(json).toMatchObject({ status: 'active', organisation: { externalId: bench.fake.organisation } })
    expect(json.scopes).toContain('accounting.invoices')
  })

  it('keeps its tokens sealed and shows them nowhere', async () => {
    const { client, connectionId, path } = await connected(bench)
    const { pools } = await testDatabase()
    const { rows } = await pools.owner.query<{ sealed: string }>(
      'select sealed from connection_credentials where connection_id = $1',
      [connectionId],
    )
    expect(rows[0]?.sealed).toMatch(/^v1\./)
    expect(rows[0]?.sealed).not.toContain('eyJ')
    expect((await client.get(`${path}/connections/${connectionId}`)).text).not.toMatch(/eyJ|refresh/i)
  })

  it('is refused for a connector that is not there', async () => {
    const { client, path } = await start()
    const refused = await client.post(path, { connector: 'abacus' })
    expect([refused.status, refused.json.code]).toEqual([422, 'connector_unknown'])
  })

  it('uses a consent once, and only one that it asked for', async () => {
    const { client, url } = await start()
    const consent = await fetch(url, { redirect: 'manual' })
    const back = new URL(consent.headers.get('location') ?? '')
    expect((await client.get(back.pathname + back.search)).status).toBe(200)
    const again = await client.get(back.pathname + back.search)
    expect(again.status).toBe(400)
    expect(again.text).toContain('used already or came too late')
    const forged = await client.get('/connect/xero/callback?code=x&state=never-given-out')
    expect(forged.status).toBe(400)
  })

  it('does not take a consent that comes too late', async () => {
    const { client, url } = await start()
    bench.clock.advance(31 * 60_000)
    expect((await giveConsent(client, url)).status).toBe(400)
  })

  it('says what the vendor said when the person refuses', async () => {
    const { client, url } = await start()
    const state = new URL(url).searchParams.get('state') ?? ''
    const page = await client.get(`/connect/xero/callback?error=access_denied&state=${state}`)
    expect(page.status).toBe(422)
    expect(page.text).toContain('access_denied')
  })

  it('to an organisation that is connected already is refused', async () => {
    const { client, path, connectionId } = await connected(bench)
    const second = await client.post(`${path}/connections`, { connector: 'xero' })
    const page = await giveConsent(client, String(second.json.authorizationUrl))
    expect(page.status).toBe(409)
    expect((await client.get(`${path}/connections/${connectionId}`)).json.status).toBe('active')
  })

  it('waits for a choice when the consent covers several organisations', async () => {
    const fake = await startFakeXero({ organisations: 2 })
    const platform = await testPlatform({ env: xeroEnv(fake) })
    const company = await newCompany(platform)
    const client = testClient(platform, await company.key())
    const path = `/v1/companies/${company.id}/connections`
    const started = await client.post(path, { connector: 'xero' })
    const page = await giveConsent(client, String(started.json.authorizationUrl))
    expect(page.text).toContain('several organisations')
    const waiting = await client.get(`${path}/${started.json.id}`)
    expect(waiting.json).toMatchObject({ status: 'pending', choices: [{ externalId: fake.organisation }, {}] })
    const choose = (externalId: string) => client.post(`${path}/${started.json.id}/organisations`, { externalId })
    expect((await choose('another')).json.code).toBe('connection_organisation_unknown')
    const chosen = await choose(fake.organisation)
    expect(chosen.json).toMatchObject({
      status: 'active',
      organisation: { externalId: fake.organisation },
      choices: [],
    })
    await fake.close()
  })

  it('ends at the vendor too, and nothing of it is used again', async () => {
    const { client, path, connectionId } = await connected(bench)
    const ended = await client.send('DELETE', `${path}/connections/${connectionId}`)
    expect([ended.status, ended.json.status]).toEqual([200, 'disconnected'])
    const sync = await client.post(`${path}/connections/${connectionId}/syncs`, {})
    expect([sync.status, sync.json.code]).toEqual([409, 'connection_inactive'])
    const restart = await client.post(`${path}/connections/${connectionId}/authorizations`)
    expect(restart.json.code).toBe('connection_inactive')
    await drain(bench)
  })

  it('of another company is not there', async () => {
    const mine = await connected(bench)
    const theirs = await start()
    for (const rest of ['', '/doctor', '/mappings']) {
      const answer = await theirs.client.get(`${theirs.path}/${mine.connectionId}${rest}`)
      expect([answer.status, answer.json.code]).toEqual([404, 'not_found'])
    }
  })
})

describe('the catalogue', () => {
  it('lists the connectors from their manifests', async () => {
    const { client } = await start()
    const { json } = await client.get('/v1/connectors')
    expect(json.data).toMatchObject([
      { id: 'xero', isConfigured: true, pulls: ['payment'], limits: { concurrent: 5, perMinute: 60, perDay: 5000 } },
      { id: 'peppol-gateway', category: 'network', isConfigured: false, pushes: [], pulls: ['document'] },
    ])
  })
})

describe('the doctor', () => {
  const checksOf = async (one: Awaited<ReturnType<typeof connected>>) => {
    const { json } = await one.get(`/connections/${one.connectionId}/doctor`)
    const checks = json.checks as { id: string; passed: boolean | null; detail: string }[]
    return { isHealthy: json.isHealthy, ...Object.fromEntries(checks.map(({ id, passed }) => [id, passed])) }
  }

  it('finds a new connection healthy', async () => {
    const one = await connected(bench)
    expect(await checksOf(one)).toMatchObject({
      isHealthy: true,
      token: true,
      organisation: true,
      scopes: true,
      limits: true,
      sampleRead: true,
      webhook: null,
    })
  })

  it('tells a clock that is wrong', async () => {
    const one = await connected(bench)
    bench.skew.ms = 120_000
    expect(await checksOf(one)).toMatchObject({ clock: false })
    bench.skew.ms = 0
  })

  it('tells a consent that was withdrawn, once', async () => {
    const one = await connected(bench)
    bench.fake.revokeConsent()
    expect(await checksOf(one)).toMatchObject({ isHealthy: false, token: false, organisation: null, sampleRead: null })
    expect((await one.get(`/connections/${one.connectionId}`)).json.status).toBe('expired')
  })

  it('tells a vendor that does not answer', async () => {
    const one = await connected(bench)
    bench.fake.failNext('read', { kind: 'unavailable' })
    expect(await checksOf(one)).toMatchObject({ token: true, sampleRead: false })
  })
})
