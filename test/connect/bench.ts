import { afterAll } from 'vitest'
import { installSources, type PlanItem, type SourceDocument, type SourceSet } from '#src/connect/index.ts'
import type { Sandbox } from '#src/connect/sdk.ts'
import { readContact } from '#src/connect/sources/contact-source.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { newId } from '#src/kernel/id.ts'
import { createParty } from '#src/parties/index.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { drain } from '#test/support/drain.ts'
import { startFakeXero } from '#test/support/fake-xero/fake-xero.ts'
import { type Answered, type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'

/** The clock of platform and fake together: tests move it past waits and lifetimes. */
export interface Bench {
  readonly platform: Platform
  readonly fake: Sandbox
  readonly clock: SteppedClock
  /** How far the vendor's clock is from ours. */
  readonly skew: { ms: number }
}

export async function openBench(): Promise<Bench> {
  const clock = new SteppedClock('2026-03-02T09:00:00Z')
  const skew = { ms: 0 }
  const fake = await startFakeXero({ clock: () => clock.now().getTime() + skew.ms })
  const platform = await testPlatform({ clock, env: xeroEnv(fake) })
  installSources(SAMPLE_ROOM)
  afterAll(() => fake.close())
  return { platform, fake, clock, skew }
}

/** The settings with which an operator puts the fake in Xero's place. */
export const xeroEnv = ({ clientId, clientSecret, urls, webhookSecret }: Sandbox): Record<string, string> => ({
  XERO_CLIENT_ID: clientId,
  XERO_CLIENT_SECRET: clientSecret,
  XERO_WEBHOOK_KEY: webhookSecret,
  XERO_API_URL: urls.api ?? '',
  XERO_IDENTITY_URL: urls.identity ?? '',
})

/** Records of a room that stands for receipts and invoices: what it has is what a test put there. */
export const documents = new Map<string, SourceDocument>()
export const files = new Map<string, { receiptId: string; bytes: Uint8Array }>()
export const payments = new Map<string, { billId: string; amountMinor: bigint }>()

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the test has no such record')
  return value
}

export const SAMPLE_ROOM: SourceSet = {
  triggers: [
    { event: 'party.created', plan: async () => [] },
    {
      event: 'test.posted',
      plan: async (_cx, id): Promise<PlanItem[]> => {
        const { partyId } = found(documents.get(id))
        const contact = { model: 'contact', subjectId: partyId } as const
        const bill = { model: 'bill', subjectId: id } as const
        const attached = [...files].filter(([, file]) => file.receiptId === id).map(([documentId]) => documentId)
        return [
          { ...contact, needs: [] },
          { ...bill, needs: [contact] },
          ...attached.map((subjectId) => ({ model: 'attachment' as const, subjectId, needs: [bill] })),
        ]
      },
    },
    {
      event: 'test.paid',
      plan: async (_cx, id) => {
        const { billId } = found(payments.get(id))
        return [{ model: 'payment', subjectId: id, needs: [{ model: 'bill', subjectId: billId }] }]
      },
    },
  ],
  readers: {
    contact: readContact,
    bill: async (_cx, id) => found(documents.get(id)),
    attachment: async (_cx, id) => {
      const { receiptId, bytes } = found(files.get(id))
      const of = { model: 'bill', id: receiptId, kind: 'invoice' } as const
      return { id, of, fileName: 'faktura.xml', mediaType: 'application/xml', bytes }
    },
    payment: async (_cx, id) => {
      const { billId, amountMinor } = found(payments.get(id))
      const settles = { model: 'bill', id: billId, kind: 'invoice' } as const
      return { id, settles, paidOn: bookDate('2026-03-16'), currency: 'NOK', amountMinor, bankAccount: '1920' }
    },
  },
}

let numbers = 0

/** A bill of 1250.00 with VAT from a new supplier, and its original. */
export async function newBill(company: TestCompany, change: Partial<SourceDocument> = {}): Promise<SourceDocument> {
  numbers += 1
  const name = `Papir og Blekk ${newId('party').slice(-8)} AS`
  const party = await createParty(company.call(), { kind: 'supplier', name, country: 'NO' })
  const bill: SourceDocument = {
    id: newId('receipt'),
    kind: 'invoice',
    number: `F-${numbers}-${newId('receipt').slice(-6)}`,
    partyId: party.id,
    issuedOn: bookDate('2026-03-02'),
    dueOn: bookDate('2026-03-16'),
    currency: 'NOK',
    lines: [
      {
        description: 'Papir',
        quantity: decimal('10'),
        unitPrice: decimal('100.00'),
        netMinor: 100_000n,
        vatMinor: 25_000n,
        account: '6800',
        vatCode: '1',
        vatRatePpm: 250_000,
        dimensions: {},
      },
    ],
    netMinor: 100_000n,
    vatMinor: 25_000n,
    grossMinor: 125_000n,
    paymentReference: null,
    ...change,
  }
  documents.set(bill.id, bill)
  files.set(newId('document'), {
    receiptId: bill.id,
    bytes: new TextEncoder().encode(`<Invoice>${bill.number}</Invoice>`),
  })
  return bill
}

export { drain }

/** A company that is connected to the fake through the API, as a person would do it. */
export interface Connected {
  readonly company: TestCompany
  readonly client: TestClient
  readonly connectionId: string
  readonly path: string
  get(path: string): Promise<Answered>
  operations(query?: string): Promise<Record<string, unknown>[]>
}

export async function connected(bench: Pick<Bench, 'platform'>, company?: TestCompany): Promise<Connected> {
  const mine = company ?? (await newCompany(bench.platform))
  const client = testClient(bench.platform, await mine.key())
  const path = `/v1/companies/${mine.id}`
  const started = await client.post(`${path}/connections`, { connector: 'xero' })
  if (started.status !== 201) throw new Error(started.text)
  const connectionId = String(started.json.id)
  const answer = await giveConsent(client, String(started.json.authorizationUrl))
  if (answer.status !== 200) throw new Error(answer.text)
  const [first] = (await client.get(`${path}/connections/${connectionId}`)).json.choices as { externalId: string }[]
  if (first) await client.post(`${path}/connections/${connectionId}/organisations`, first)
  const [failure] = await drain(bench)
  if (failure) throw failure
  return {
    company: mine,
    client,
    connectionId,
    path,
    get: (rest) => client.get(path + rest),
    operations: async (query = '') =>
      (await client.get(`${path}/operations${query}`)).json.data as Record<string, unknown>[],
  }
}

/** Follows the consent to the fake and the way back to us. */
export async function giveConsent(client: TestClient, authorizationUrl: string): Promise<Answered> {
  const consent = await fetch(authorizationUrl, { redirect: 'manual' })
  const back = new URL(consent.headers.get('location') ?? '')
  return client.get(back.pathname + back.search)
}
