import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { sortIntake } from '#src/intake/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { systemCall } from '#test/support/actors.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { invoicePdf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface WireFile {
  id: string
  name: string
  parentId: string | null
  outcome: string
  code: string | null
  receiptId: string | null
  documentId: string | null
}
interface WireIntake {
  id: string
  files: WireFile[]
  sender: string | null
  documentId: string | null
}

async function sorted(desk: Desk, id: unknown): Promise<WireIntake> {
  await sortIntake(systemCall(platform, desk.company.id), String(id))
  return (await desk.client.get(desk.at(`intakes/${id}`))).json as unknown as WireIntake
}

async function upload(desk: Desk, files: Readonly<Record<string, Uint8Array>>): Promise<WireIntake> {
  const form = new FormData()
  for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([bytes as BlobPart]), name)
  return sorted(desk, (await desk.client.post(desk.at('intakes'), form)).json.id)
}

const became = ({ files }: WireIntake) => files.map(({ name, outcome, code }) => [name, outcome, code])
const take = (desk: Desk, { id }: WireIntake, file: WireFile | undefined) =>
  desk.client.post(desk.at(`intakes/${id}/files/${file?.id}/receipts`))

const TO_A_LIST = { 'List-Unsubscribe': '<https://bokhandel.example/av>', Precedence: 'bulk' }
const OFFER = 'Høstsalg hos Bokhandelen!\nFør 399,- nå 279,-\nTotal besparelse opptil 500 kr\nFri frakt over kr 299,00'
const RECEIPT = 'Takk for kjøpet!\nOrdrenummer: 100234\nSum å betale: kr 548,00\nHerav mva: kr 109,60'

/** A picture of more than 64 KiB, as newsletters are full of. */
const banner = () =>
  sharp({
    create: {
      width: 600,
      height: 600,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer()

describe('a mail without a document', () => {
  it('that goes to a list is kept and said to be no receipt, with its pictures and what is for the calendar', async () => {
    const desk = await newDesk(platform)
    const picture = { ...attached('banner.png', await banner(), 'image/png'), cid: 'b@x' }
    const entry = attached('moete.ics', Buffer.from('BEGIN:VCALENDAR'), 'text/calendar')
    const html = `<p>${OFFER.replaceAll('\n', '<br>')}</p><img src="cid:b@x">`
    const mail = await mailOf({ text: OFFER, html, headers: TO_A_LIST, attachments: [picture, entry] })
    const intake = await upload(desk, { 'nyheter.eml': mail })
    expect(became(intake).sort()).toEqual([
      ['banner.png', 'ignored', 'intake_picture_inline'],
      ['moete.ics', 'ignored', 'intake_calendar'],
      ['nyheter.eml', 'ignored', 'mail_no_receipt'],
    ])
    expect((await desk.client.get(desk.at('receipts'))).json.data).toEqual([])
    const kept = await desk.client.get(desk.at(`documents/${intake.documentId}/content`))
    expect(Buffer.from(kept.bytes).equals(Buffer.from(mail))).toBe(true)
  })

  it.each([
    ['the receipt of a shop that sends through a list', RECEIPT, TO_A_LIST, 'receipt'],
    ['the same offer from a person', OFFER, {}, 'receipt'],
    ['an automatic answer', `Jeg er på ferie.\n${RECEIPT}`, { 'Auto-Submitted': 'auto-replied' }, 'ignored'],
    ['what a shop generates', RECEIPT, { 'Auto-Submitted': 'auto-generated' }, 'receipt'],
  ])('is judged by evidence: %s', async (_, text, headers, outcome) => {
    const desk = await newDesk(platform)
    const { files } = await upload(desk, {
      'a.eml': await mailOf({ text, headers: headers as Record<string, string> }),
    })
    expect(files.map((file) => file.outcome)).toContain(outcome)
  })

  it('takes nothing from a mail with a document, whatever its head says', async () => {
    const desk = await newDesk(platform)
    const attachments = [attached('f.xml', invoiceXml(), 'application/xml')]
    const intake = await upload(desk, { 'a.eml': await mailOf({ text: OFFER, headers: TO_A_LIST, attachments }) })
    expect(became(intake)).toEqual([
      ['a.eml', 'opened', null],
      ['f.xml', 'receipt', null],
    ])
  })
})

describe('what was taken for no receipt', () => {
  it('is made one by a command: the mail, and a picture in it, once however often it is said', async () => {
    const desk = await newDesk(platform)
    const picture = { ...attached('banner.png', await banner(), 'image/png'), cid: 'b@x' }
    const mail = await mailOf({ text: OFFER, html: '<img src="cid:b@x">', headers: TO_A_LIST, attachments: [picture] })
    const intake = await upload(desk, { 'a.eml': mail })
    for (const [name, becomes] of [
      ['a.eml', 'Faktura 1042.pdf'],
      ['banner.png', 'banner.png'],
    ]) {
      const file = intake.files.find((one) => one.name === name)
      const answers = await Promise.all([take(desk, intake, file), take(desk, intake, file)])
      expect(answers.map(({ status }) => status)).toEqual([202, 202])
      expect(answers[0]?.json.id).toBe(answers[1]?.json.id)
      const made = await sorted(desk, answers[0]?.json.id)
      expect(made.documentId).toBe(intake.documentId)
      expect(became(made)).toEqual([[becomes, 'receipt', null]])
    }
    expect(became(await sorted(desk, intake.id))).toEqual(became(intake))
  })

  it('also a letter without an amount, and a PDF that was put to an e-invoice', async () => {
    const desk = await newDesk(platform)
    const letter = await upload(desk, { 'b.eml': await mailOf({ subject: 'Tur', text: 'Se betaling i appen.' }) })
    expect(letter.files[0]).toMatchObject({ outcome: 'refused', code: 'mail_without_document' })
    const made = await sorted(desk, (await take(desk, letter, letter.files[0])).json.id)
    expect(became(made)).toEqual([['Tur.pdf', 'receipt', null]])
    const files = { 'f.xml': invoiceXml({ number: '20261099' }), 'f.pdf': invoicePdf({ number: '20261099' }) }
    const pair = await upload(desk, files)
    const pdf = pair.files.find(({ name }) => name === 'f.pdf')
    expect(pdf?.outcome).toBe('attached')
    const own = await sorted(desk, (await take(desk, pair, pdf)).json.id)
    expect(became(own)).toEqual([['f.pdf', 'receipt', null]])
    expect(own.files[0]?.receiptId).not.toBe(pdf?.receiptId)
  })

  it('is refused for what became a receipt, was refused for another reason, or is of somebody else', async () => {
    const desk = await newDesk(platform)
    const intake = await upload(desk, { 'f.xml': invoiceXml(), 'g.txt': Buffer.from('hei') })
    for (const file of intake.files) {
      const { status, json } = await take(desk, intake, file)
      expect([status, json.code]).toEqual([409, 'intake_file_settled'])
    }
    const other = await newDesk(platform)
    expect((await take(other, intake, intake.files[0])).status).toBe(404)
    const nothing = await upload(desk, { 'c.eml': await mailOf({ text: '', headers: TO_A_LIST }) })
    expect((await take(desk, nothing, nothing.files[0])).json.code).toBe('mail_without_document')
  })
})
