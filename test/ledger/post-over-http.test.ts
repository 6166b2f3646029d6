import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { wireDraft } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

const CLIENTS = 200

let platform: Platform
let company: TestCompany
let client: TestClient
let base: string

beforeAll(async () => {
  platform = await testPlatform({ env: { RATE_LIMIT_PER_MINUTE: '100000' } })
  company = await newCompany(platform)
  client = testClient(platform, await company.key())
  base = `/v1/companies/${company.id}`
})

interface Proof {
  isIntact: boolean
  fiscalYears: {
    fiscalYear: string
    entries: number
    lastNumber: number
    headHash: string
    computedHash: string
    chainStart: string
  }[]
  entries: {
    data: { number: number; previousHash: string; canonical: string; hash: string }[]
    nextCursor: string | null
  }
}

const seriesId = async (): Promise<string> => {
  const { json } = await client.get(`${base}/series`)
  const [series] = (json.data as { id: string; code: string }[]).filter(({ code }) => code === 'general')
  return series?.id ?? ''
}

describe('POST journal-entries', () => {
  it('answers the entry as the contract has it', async () => {
    const { status, json } = await client.post(`${base}/journal-entries`, wireDraft('1250.00'))
    expect(status).toBe(201)
    expect(json).toMatchObject({
      series: 'general',
      number: 1,
      bookedOn: '2026-03-14',
      period: '2026-03',
      lines: [
        { account: '6800', debit: '1250.00', credit: '0.00', currency: 'NOK', vatCode: null, dimensions: {} },
        { account: '1920', debit: '0.00', credit: '1250.00', currency: 'NOK' },
      ],
      voucher: { kind: 'manual', id: null, documentId: null },
      reverses: null,
      reversedBy: null,
    })
    expect((await client.get(`${base}/journal-entries/${json.id}`)).json).toEqual(json)
  })

  it('gives 200 clients at once numbers without gap or double, and the proof agrees', async () => {
    const before = ((await client.get(`${base}/series/${await seriesId()}/proof`)).json as unknown as Proof)
      .fiscalYears[0]
    const answers = await Promise.all(
      Array.from({ length: CLIENTS }, (_, n) => client.post(`${base}/journal-entries`, wireDraft(`${n + 1}.00`))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const numbers = answers.map(({ json }) => json.number as number).sort((a, b) => a - b)
    const first = (before?.lastNumber ?? 0) + 1
    expect(numbers).toEqual(Array.from({ length: CLIENTS }, (_, n) => first + n))

    const { json } = await client.get(`${base}/balances`)
    const closing = (json.data as { closing: string }[]).map((row) => Number(row.closing.replace('.', '')))
    expect(closing.reduce((a, b) => a + b, 0)).toBe(0)

    const proof = (await client.get(`${base}/series/${await seriesId()}/proof`)).json as unknown as Proof
    expect(proof.isIntact).toBe(true)
    expect(proof.fiscalYears[0]).toMatchObject({ fiscalYear: '2026', lastNumber: first + CLIENTS - 1 })
    expect(proof.fiscalYears[0]?.computedHash).toBe(proof.fiscalYears[0]?.headHash)
  })

  it('lets an auditor compute the chain from the answers alone', async () => {
    let cursor: string | null = ''
    let hash: string | undefined
    let head: string | undefined
    while (cursor !== null) {
      const query = `fiscalYear=2026&entries=true&limit=200${cursor ? `&cursor=${cursor}` : ''}`
      const proof = (await client.get(`${base}/series/${await seriesId()}/proof?${query}`)).json as unknown as Proof
      hash ??= proof.fiscalYears[0]?.chainStart
      head = proof.fiscalYears[0]?.headHash
      for (const link of proof.entries.data) {
        expect(link.previousHash).toBe(hash)
        hash = createHash('sha256')
          .update(Buffer.from(hash ?? '', 'hex'))
          .update(link.canonical)
          .digest('hex')
        expect(link.hash).toBe(hash)
      }
      cursor = proof.entries.nextCursor
    }
    expect(hash).toBe(head)
  })

  it('posts once for a key that is sent twice, also at the same time', async () => {
    const send = () => client.post(`${base}/journal-entries`, wireDraft('77.00'), { 'idempotency-key': 'order-77' })
    const first = await send()
    const replay = await send()
    expect(replay.text).toBe(first.text)
    expect(replay.headers.get('idempotent-replayed')).toBe('true')
    const key = { 'idempotency-key': 'order-78' }
    const together = await Promise.all(
      Array.from({ length: 5 }, () => client.post(`${base}/journal-entries`, wireDraft('78.00'), key)),
    )
    const ids = new Set(together.filter(({ status }) => status === 201).map(({ json }) => json.id))
    expect(ids.size).toBe(1)
    const other = await client.post(`${base}/journal-entries`, wireDraft('79.00'), key)
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } })
  })

  it('posts a batch in the order given, or none of it', async () => {
    const entries = [wireDraft('1.00'), wireDraft('2.00'), wireDraft('3.00')]
    const good = await client.post(`${base}/journal-entries:batch`, { entries })
    expect(good.status).toBe(201)
    const numbers = (good.json.data as { number: number }[]).map(({ number }) => number)
    expect(numbers).toEqual([numbers[0], (numbers[0] ?? 0) + 1, (numbers[0] ?? 0) + 2])

    const bad = {
      ...wireDraft('4.00'),
      lines: [
        { account: '6800', debit: '4.00' },
        { account: '0000', credit: '4.00' },
      ],
    }
    const refused = await client.post(`${base}/journal-entries:batch`, { entries: [wireDraft('4.00'), bad] })
    expect(refused).toMatchObject({
      status: 422,
      json: { code: 'account_unknown', errors: [{ pointer: '/entries/1/lines/1/account' }] },
    })
    const next = await client.post(`${base}/journal-entries`, wireDraft('5.00'))
    expect(next.json.number).toBe((numbers[2] ?? 0) + 1)
  })

  it.each([
    [
      'too many decimals',
      {
        lines: [
          { account: '6800', debit: '1.005' },
          { account: '1920', credit: '1.005' },
        ],
      },
      'journal_entry_invalid',
    ],
    [
      'debit and credit on one line',
      {
        lines: [
          { account: '6800', debit: '1', credit: '1' },
          { account: '1920', credit: '1' },
        ],
      },
      'journal_entry_invalid',
    ],
    [
      'a negative debit',
      {
        lines: [
          { account: '6800', debit: '-1' },
          { account: '1920', credit: '-1' },
        ],
      },
      'journal_entry_invalid',
    ],
    ['an amount that is no number', { lines: [{ account: '6800', debit: '1,5' }] }, 'request_invalid'],
    ['a date that does not exist', { bookedOn: '2026-02-30' }, 'request_invalid'],
  ])('refuses %s', async (_what, more, code) => {
    const { status, json } = await client.post(`${base}/journal-entries`, wireDraft('1.00', more))
    expect(status).toBe(422)
    expect(json.code).toBe(code)
  })

  it("takes a line of a party of the company, and refuses another company's alone of those that come together", async () => {
    const partyOf = async (owner: TestCompany): Promise<string> => {
      const party = { kind: 'supplier', name: 'Nordlys Kraft AS', country: 'NO' }
      const answer = await testClient(platform, await owner.key()).post(`/v1/companies/${owner.id}/parties`, party)
      return answer.json.id as string
    }
    const linesOf = (partyId: string) => ({
      lines: [
        { account: '6800', debit: '7.00', partyId },
        { account: '1920', credit: '7.00' },
      ],
    })
    const [ours, theirs] = [await partyOf(company), await partyOf(await newCompany(platform))]
    const drafts = [linesOf(ours), linesOf(theirs), {}].map((more) => wireDraft('7.00', more))
    const answers = await Promise.all(drafts.map((draft) => client.post(`${base}/journal-entries`, draft)))
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [201, undefined],
      [422, 'party_unknown'],
      [201, undefined],
    ])
  })

  it('keeps a 15-digit amount to the cent', async () => {
    const { json } = await client.post(`${base}/journal-entries`, wireDraft('9999999999999.99'))
    expect((json.lines as { debit: string }[])[0]?.debit).toBe('9999999999999.99')
    const tooLarge = await client.post(`${base}/journal-entries`, wireDraft('10000000000000.01'))
    expect(tooLarge.json.code).toBe('journal_entry_invalid')
  })
})
