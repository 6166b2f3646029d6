import { beforeAll, describe, expect, it } from 'vitest'
import { changeDimensionValue } from '#src/companies/index.ts'
import { postDrafts, postJournalEntry, reverseJournalEntry } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { openValues } from '#test/support/dimensions.ts'
import type { Answered } from '#test/support/http.ts'
import { LINE, newShop } from '#test/support/invoices.ts'
import { draft, paid, wireDraft } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const OPEN = { project: 'P-1' }
const UNUSABLE = [
  ['dimension_unknown', { colour: 'red' }, '/colour'],
  ['dimension_value_unknown', { project: 'P-404' }, '/project'],
  ['dimension_value_unknown', { project: 'P-foreign' }, '/project'],
  ['dimension_value_closed', { project: 'P-old' }, '/project'],
] as const

const close = (company: TestCompany, value: string) =>
  changeDimensionValue(company.call(), { dimension: 'project', value, isActive: false })

/** Values P-1 (open) and P-old (closed) of this company; P-foreign is of another. */
async function openAndClosed(company: TestCompany): Promise<void> {
  await openValues(company, { project: ['P-1', 'P-old'] })
  await close(company, 'P-old')
  await openValues(await newCompany(platform), { project: ['P-foreign'] })
}

const codesOf = ({ json }: Answered) => (json.errors as { code: string; pointer: string }[]) ?? []

/** Each unusable coding is refused by its code with a pointer to it; the open one is taken. */
async function expectJudged(pointer: string, ask: (dimensions: object) => Promise<Answered>): Promise<void> {
  for (const [code, dimensions, place] of UNUSABLE) {
    const answered = await ask(dimensions)
    expect([answered.status, answered.json.code], answered.text).toEqual([422, code])
    expect(codesOf(answered)).toEqual([{ code, pointer: pointer + place, message: expect.any(String) }])
  }
  const taken = await ask(OPEN)
  expect(taken.status, taken.text).toBeLessThan(300)
}

async function deskWithValues(): Promise<Desk> {
  const desk = await newDesk(platform)
  await openAndClosed(desk.company)
  return desk
}

describe('a value of a dimension that cannot be used is refused', () => {
  it('on the lines of a journal entry, alone and among many', async () => {
    const desk = await deskWithValues()
    const entry = (dimensions: object) =>
      wireDraft('100.00', {
        lines: [
          { account: '6800', debit: '100.00' },
          { account: '1920', credit: '100.00', dimensions },
        ],
      })
    await expectJudged('/lines/1/dimensions', (dimensions) =>
      desk.client.post(desk.at('journal-entries'), entry(dimensions)),
    )
    await expectJudged('/entries/1/lines/1/dimensions', (dimensions) =>
      desk.client.post(desk.at('journal-entries:batch'), { entries: [entry(OPEN), entry(dimensions)] }),
    )
  })

  it('on lines that somebody enters or codes, and on allowances', async () => {
    const desk = await deskWithValues()
    const line = { description: 'Paper', net: '100.00', account: '6800', vatCode: '1' }
    let number = 0
    await expectJudged('/lines/1/dimensions', (dimensions) => {
      number += 1
      const facts = { number: `F-${number}`, issuedOn: '2026-03-01', currency: 'NOK', supplier: { name: 'Papir AS' } }
      return desk.client.post(desk.at('receipts'), { ...facts, lines: [line, { ...line, dimensions }] })
    })
    const { id } = await desk.send(invoiceXml())
    await expectJudged('/lines/0/dimensions', (dimensions) =>
      desk.client.patch(desk.at(`receipts/${id}`), { lines: [{ account: '6340', dimensions }] }),
    )
  })

  it('in coding rules, as the default of a party, and on the lines of an invoice', async () => {
    const desk = await deskWithValues()
    for (const [code, dimensions, place] of UNUSABLE) {
      const coding = {
        split: [
          { account: '6300', percent: '50', dimensions: OPEN },
          { account: '6340', dimensions },
        ],
      }
      const rule = await desk.client.post(desk.at('coding-rules'), { name: 'Split', when: { text: ['x'] }, coding })
      expect(rule.json.code).toBe('coding_rule_invalid')
      expect(codesOf(rule)).toMatchObject([{ code, pointer: `/coding/split/1/dimensions${place}` }])
    }
    await expectJudged('/defaultDimensions', (defaultDimensions) =>
      desk.client.post(desk.at('parties'), { kind: 'supplier', name: 'Papir AS', defaultDimensions }),
    )
    const shop = await newShop(platform)
    await openAndClosed(shop.company)
    await expectJudged('/defaultDimensions', (defaultDimensions) =>
      shop.client.patch(shop.at(`parties/${shop.customerId}`), { defaultDimensions }),
    )
    await expectJudged('/lines/1/dimensions', (dimensions) =>
      shop.client.post(shop.at('invoices'), shop.body({ lines: [LINE, { ...LINE, dimensions }] })),
    )
  })
})

describe('a value that is closed', () => {
  it('after a receipt was coded stops its submission, and is not proposed again', async () => {
    const desk = await newDesk(platform)
    await openValues(desk.company, { department: ['10'], project: ['P-1'] })
    await desk.approveAll()
    const first = await desk.send(invoiceXml())
    const coded = { lines: [{ account: '6340', dimensions: OPEN }] }
    await desk.client.patch(desk.at(`receipts/${first.id}`), coded)
    expect((await desk.send(invoiceXml())).lines).toMatchObject([{ account: '6340', dimensions: OPEN }])
    await close(desk.company, 'P-1')
    const submitted = await desk.client.post(desk.at(`receipts/${first.id}/submissions`))
    expect(submitted.json.code).toBe('dimension_value_closed')
    expect((await desk.get(first.id)).status).toBe('draft')
    const next = await desk.send(invoiceXml())
    expect(next.lines).toMatchObject([{ account: null, dimensions: {} }])
    const { json } = await desk.client.get(desk.at(`receipts/${next.id}/coding-proposals`))
    expect(json.lines).toMatchObject([{ proposals: [{ whyNot: { code: 'dimension_not_in_use' } }] }])
  })

  it('among the defaults of a supplier leaves the line for a person, without it', async () => {
    const desk = await newDesk(platform)
    await openValues(desk.company, { department: ['10'], project: ['P-1'] })
    const { supplier } = await desk.send(invoiceXml())
    const defaults = { defaultAccount: '6340', defaultDimensions: { ...OPEN, department: '10' } }
    await desk.client.patch(desk.at(`parties/${supplier.partyId}`), defaults)
    expect((await desk.send(invoiceXml())).lines).toMatchObject([{ account: '6340', dimensions: OPEN }])
    await close(desk.company, 'P-1')
    const [line] = (await desk.send(invoiceXml())).lines
    expect(line).toMatchObject({ account: null, dimensions: { department: '10' } })
  })

  it('does not hinder the reversal of what is booked on it, and refuses one of many drafts alone', async () => {
    const company = await newCompany(platform)
    await openValues(company, { project: ['P-1', 'P-2'] })
    const onProject = (project: string) => draft(paid(100_00n).map((line) => ({ ...line, dimensions: { project } })))
    const entry = await postJournalEntry(company.call(), onProject('P-1'))
    await close(company, 'P-1')
    const many = await postDrafts(company.call(), [onProject('P-1'), onProject('P-2'), draft(paid(1_00n))])
    expect(many.map((outcome) => 'ok' in outcome)).toEqual([false, true, true])
    const reversal = await reverseJournalEntry(company.call(), { journalEntryId: entry.id, reason: 'Wrong' })
    expect(reversal.lines[0]?.dimensions).toEqual(OPEN)
  })
})
