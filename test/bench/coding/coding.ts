import type { Platform } from '#src/platform/platform.ts'
import { advanceReceipt } from '#src/receipts/index.ts'
import { newCompany, systemCall } from '#test/support/actors.ts'
import type { TestClient } from '#test/support/http.ts'
import { testClient } from '#test/support/http.ts'
import { invoiceXml } from '#test/support/receipts.ts'
import { onBenchGround } from '../bench-platform.ts'
import { findings } from '../findings.ts'
import { say } from '../print.ts'
import { type MadeBill, type MadeLine, madeYear } from './made-year.ts'

/** What became of the lines of a year, in quarters. */
interface Tally {
  lines: number
  /** Proposed as a careful bookkeeper codes them, otherwise, or not at all. */
  right: number
  wrong: number
  none: number
  /** Lines of receipts that nobody looked at, and those of them that are wrong. */
  alone: number
  aloneWrong: number
  /** Those of them with which the company has thought again. */
  aloneMoved: number
}

const THRESHOLDS = [null, '0.95', '0.98'] as const
const SEEDS = [1]

/**
 * A year of a company's bills, coded from nothing: each is taken in, goes on by itself where the company's threshold lets
 * it, and else is set right and submitted by a person. Prints how many lines the proposals had right.
 */
export const coding = (): Promise<void> =>
  onBenchGround('coding', async ({ platform }) => {
    for (const threshold of THRESHOLDS) {
      const quarters = [1, 2, 3, 4].map(
        (): Tally => ({ lines: 0, right: 0, wrong: 0, none: 0, alone: 0, aloneWrong: 0, aloneMoved: 0 }),
      )
      for (const seed of SEEDS) await liveThrough(platform, madeYear(seed), threshold, quarters)
      report(threshold, quarters)
    }
  })

async function liveThrough(
  platform: Platform,
  bills: readonly MadeBill[],
  threshold: string | null,
  quarters: Tally[],
) {
  const company = await newCompany(platform)
  const client = testClient(platform, await company.key())
  const at = (path: string) => `/v1/companies/${company.id}/${path}`
  const rules = [{ name: 'All', above: { autoApprove: true } }]
  await demand(client.post(at('approval-policies'), { name: 'All', kinds: ['receipt'], rules }))
  if (threshold) await demand(client.patch(at('').slice(0, -1), { settings: { 'coding.automaticAbove': threshold } }))
  for (const [place, bill] of bills.entries()) {
    const tally = quarters[Math.floor((4 * place) / bills.length)]
    if (tally) await live(platform, { client, at, companyId: company.id }, bill, tally)
  }
}

interface Desk {
  readonly client: TestClient
  readonly at: (path: string) => string
  readonly companyId: string
}

interface WireReceipt {
  id: string
  status: string
  lines: { account: string | null }[]
}

async function live(platform: Platform, { client, at, companyId }: Desk, bill: MadeBill, tally: Tally): Promise<void> {
  const sent = await demand(client.post(at('receipts'), billXml(bill), { 'content-type': 'application/xml' }))
  const receipt = sent as unknown as WireReceipt
  const { status } = await advanceReceipt(systemCall(platform, companyId), { receiptId: receipt.id })
  const isAlone = status !== 'draft'
  for (const [index, { account, isMoved }] of bill.lines.entries()) {
    const proposed = receipt.lines[index]?.account ?? null
    tally.lines += 1
    if (proposed === null) tally.none += 1
    else if (proposed === account) tally.right += 1
    else tally.wrong += 1
    if (isAlone) tally.alone += 1
    if (isAlone && proposed !== account) tally.aloneWrong += 1
    if (isAlone && proposed !== account && isMoved) tally.aloneMoved += 1
  }
  if (isAlone) return
  const changes = bill.lines.flatMap(({ account }, index) =>
    receipt.lines[index]?.account === account ? [] : [{ lineNumber: index + 1, account }],
  )
  if (changes.length > 0) await demand(client.patch(at(`receipts/${receipt.id}`), { lines: changes }))
  await demand(client.post(at(`receipts/${receipt.id}/submissions`)))
}

async function demand(answer: ReturnType<TestClient['post']>): Promise<Record<string, unknown>> {
  const { status, text, json } = await answer
  if (status >= 300) throw new Error(`${status} ${text}`)
  return json
}

const VAT_PER_NET = 4

/** The bill as an invoice that names no account. */
function billXml({ supplier, organisationNumber, issuedOn, lines }: MadeBill): Uint8Array {
  const net = lines.reduce((sum, line) => sum + Number(line.net), 0)
  const vat = net / VAT_PER_NET
  const amounts = { net: net.toFixed(2), vat: vat.toFixed(2), gross: (net + vat).toFixed(2) }
  const one = new TextDecoder().decode(invoiceXml({ supplier, organisationNumber, issuedOn, ...amounts }))
  const [, template = ''] = /(<cac:InvoiceLine>[\s\S]*<\/cac:InvoiceLine>)/.exec(one) ?? []
  return new TextEncoder().encode(
    one.replace(template, lines.map((line, index) => lineXml(template, line, index)).join('')),
  )
}

function lineXml(template: string, { text, item, net }: MadeLine, index: number): string {
  const sellers = item ? `<cac:SellersItemIdentification><cbc:ID>${item}</cbc:ID></cac:SellersItemIdentification>` : ''
  return template
    .replace('<cbc:ID>1</cbc:ID>', `<cbc:ID>${index + 1}</cbc:ID>`)
    .replace(/(<cbc:LineExtensionAmount[^>]*>)[^<]*/, `$1${net}`)
    .replace(/(<cbc:PriceAmount[^>]*>)[^<]*/, `$1${net}`)
    .replace(/<cbc:Name>[^<]*<\/cbc:Name>/, `<cbc:Name>${text}</cbc:Name>${sellers}`)
}

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`)

function report(threshold: string | null, quarters: readonly Tally[]): void {
  say(threshold === null ? 'no threshold: every receipt is looked at' : `coding.automaticAbove ${threshold}`)
  for (const [index, { lines, right, wrong, none, alone, aloneWrong, aloneMoved }] of quarters.entries()) {
    const text = `quarter ${index + 1}: ${lines} lines, ${share(right, lines)} right, ${share(wrong, lines)} wrong, ${share(none, lines)} open; by themselves ${share(alone, lines)}, of them wrong ${share(aloneWrong, alone)} (${aloneWrong}, ${aloneMoved} where the company thought again)`
    say(`  ${text}`)
    const name = threshold === null ? 'no threshold' : `above ${threshold}`
    const last = `${name}: ${share(right, lines)} right, by themselves ${share(alone, lines)}, of them wrong ${aloneWrong} lines`
    if (index === quarters.length - 1) findings().medians.push(last)
  }
}
