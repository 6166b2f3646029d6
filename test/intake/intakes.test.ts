import { beforeAll, describe, expect, it } from 'vitest'
import { sortIntake } from '#src/intake/index.ts'
import { sweepUnsorted } from '#src/intake/sweep-unsorted.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, XML } from '#test/support/receipts.ts'
import { tnefOf } from '#test/support/tnef.ts'
import { zipOf } from '#test/support/zip.ts'

const clock = new SteppedClock('2026-03-02T09:00:00Z')
let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ clock })
})

interface WireFile {
  id: string
  parentId: string | null
  name: string
  outcome: string
  receiptId: string | null
  documentId: string | null
  code: string | null
  detail: string | null
}
interface WireIntake {
  id: string
  status: string
  way: string
  files: WireFile[]
  documentId: string | null
}

const form = (files: Record<string, Uint8Array>) => {
  const body = new FormData()
  for (const [name, bytes] of Object.entries(files)) body.append('file', new Blob([bytes as BlobPart]), name)
  return body
}

/** Uploads and sorts, as the worker does it. */
async function upload(desk: Desk, files: Record<string, Uint8Array>): Promise<WireIntake> {
  const { status, json, text } = await desk.client.post(desk.at('intakes'), form(files))
  expect(status, text).toBe(202)
  return sorted(desk, String(json.id))
}

async function sorted(desk: Desk, intakeId: string): Promise<WireIntake> {
  await sortIntake(systemCall(platform, desk.company.id), intakeId)
  const { json } = await desk.client.get(desk.at(`intakes/${intakeId}`))
  return json as unknown as WireIntake
}

const became = ({ files }: WireIntake) => files.map(({ name, outcome, code }) => [name, outcome, code])
const junk = (text: string) => new TextEncoder().encode(text)

describe('an upload of many files', () => {
  it('becomes a receipt each, with links both ways, entered by who sent it', async () => {
    const desk = await newDesk(platform)
    const intake = await upload(desk, { 'a.xml': invoiceXml(), 'b.xml': invoiceXml(), 'c.pdf': junk('%PDF-1.4 x') })
    expect(intake).toMatchObject({ status: 'sorted', way: 'upload' })
    expect(became(intake)).toEqual([
      ['a.xml', 'receipt', null],
      ['b.xml', 'receipt', null],
      ['c.pdf', 'receipt', null],
    ])
    for (const { receiptId, documentId } of intake.files) {
      expect(await desk.get(receiptId ?? '')).toMatchObject({ documentId })
      const { json } = await desk.client.get(`${desk.at('intakes')}?receiptId=${receiptId}`)
      expect((json.data as WireIntake[]).map(({ id }) => id)).toEqual([intake.id])
    }
    const own = await desk.client.post(desk.at(`receipts/${intake.files[0]?.receiptId}/submissions`))
    expect(own.json.status).not.toBe('approved')
  })

  it('says of each file what it was refused for or was a duplicate of, and keeps its bytes', async () => {
    const desk = await newDesk(platform)
    const known = invoiceXml()
    const before = await desk.send(known)
    const files = {
      'again.xml': known,
      'broken.xml': junk('<a><b></a>'),
      'letter.doc': junk('Kjære kunde'),
      'ok.xml': invoiceXml(),
    }
    const intake = await upload(desk, files)
    expect(became(intake)).toEqual([
      ['again.xml', 'duplicate', null],
      ['broken.xml', 'refused', 'xml_malformed'],
      ['letter.doc', 'refused', 'document_type_unsupported'],
      ['ok.xml', 'receipt', null],
    ])
    expect(intake.files[0]?.receiptId).toBe(before.id)
    const kept = await desk.client.get(desk.at(`documents/${intake.files[2]?.documentId}/content`))
    expect(kept.text).toBe('Kjære kunde')
  })

  it('opens archives, and archives and mails inside them, each file in its place', async () => {
    const desk = await newDesk(platform)
    const mail = await mailOf({ attachments: [attached('i-mailen.xml', invoiceXml(), 'application/xml')] })
    const inner = zipOf([{ name: 'innerst.xml', bytes: invoiceXml() }])
    const outer = zipOf([
      { name: 'mai/indre.zip', bytes: inner },
      { name: 'videresendt.eml', bytes: mail },
      { name: 'regneark.xlsx', bytes: zipOf([{ name: '[Content_Types].xml', bytes: junk('<Types/>') }]) },
    ])
    const intake = await upload(desk, { 'alt.zip': outer })
    expect(became(intake)).toEqual([
      ['alt.zip', 'opened', null],
      ['indre.zip', 'opened', null],
      ['videresendt.eml', 'opened', null],
      ['regneark.xlsx', 'refused', 'document_type_unsupported'],
      ['innerst.xml', 'receipt', null],
      ['i-mailen.xml', 'receipt', null],
    ])
    const byName = new Map(intake.files.map((file) => [file.name, file]))
    expect(byName.get('innerst.xml')?.parentId).toBe(byName.get('indre.zip')?.id)
    const { json } = await desk.client.get(desk.at(`documents/${byName.get('videresendt.eml')?.documentId}`))
    expect(json).toMatchObject({ origin: 'mail' })
  })

  it('refuses archives that are nested without end, and bombs, with nothing of them taken', async () => {
    const desk = await newDesk(platform)
    const nested = (bytes: Uint8Array, depth: number): Uint8Array =>
      depth === 0 ? bytes : zipOf([{ name: `${depth}.zip`, bytes: nested(bytes, depth - 1) }])
    const bomb = zipOf([
      { name: 'fine.xml', bytes: invoiceXml() },
      { name: 'zeros', bytes: new Uint8Array(20_000_000) },
    ])
    const deep = nested(zipOf([{ name: 'last.xml', bytes: invoiceXml() }]), 6)
    const intake = await upload(desk, { 'bomb.zip': bomb, 'deep.zip': deep })
    const codes = intake.files.flatMap(({ code }) => code ?? [])
    expect(codes.toSorted()).toEqual(['intake_too_deep', 'zip_bomb'])
    expect(intake.files.some(({ outcome }) => outcome === 'receipt')).toBe(false)
  })

  it('opens the winmail.dat of Outlook, and refuses archives in which there is nothing', async () => {
    const desk = await newDesk(platform)
    const wrapped = tnefOf([{ title: 'FAKTUR~1.XML', longName: 'faktura 1.xml', bytes: invoiceXml() }])
    const mail = await mailOf({ attachments: [attached('winmail.dat', wrapped, 'application/ms-tnef')] })
    const intake = await upload(desk, { 'a.eml': mail, 'tom.zip': zipOf([]), 'vrak.dat': wrapped.subarray(0, 90) })
    expect(became(intake).toSorted()).toEqual([
      ['a.eml', 'opened', null],
      ['faktura 1.xml', 'receipt', null],
      ['tom.zip', 'refused', 'archive_empty'],
      ['vrak.dat', 'refused', 'tnef_malformed'],
      ['winmail.dat', 'opened', null],
    ])
  })

  it('says of an empty file that it is empty', async () => {
    const desk = await newDesk(platform)
    const { files } = await upload(desk, { 'tom.pdf': junk('') })
    expect(files).toMatchObject([{ outcome: 'refused', code: 'document_type_unsupported' }])
    expect(files[0]?.detail).toContain('The file is empty')
  })

  it('makes a receipt of a mail that is one itself, and refuses a letter', async () => {
    const desk = await newDesk(platform)
    const html =
      '<table><tr><td>Tur</td><td>NOK 103,20</td></tr><tr><td>Sum å betale</td><td>NOK 129,00</td></tr></table>'
    const invitation = attached('reise.ics', junk('BEGIN:VCALENDAR'), 'text/calendar')
    const said = {
      from: 'Bytaxi AS <kvittering@bytaxi.example>',
      subject: 'Kvittering',
      text: 'Åpne i nettleser',
      html,
    }
    const receipt = await mailOf({ ...said, attachments: [invitation] })
    const letter = await mailOf({ text: 'Vi flytter til Kaigata 4.' })
    const document = await mailOf({ text: 'Sum 129,00 kr', attachments: [attached('a.xml', invoiceXml())] })
    const intake = await upload(desk, { 'a.eml': receipt, 'b.eml': letter, 'c.eml': document })
    const found = async (outcome: string) =>
      (await desk.client.get(desk.at(`intakes?outcome=${outcome}`))).json.data as WireIntake[]
    expect((await found('refused')).map(({ id }) => id)).toEqual([intake.id])
    expect(await found('duplicate')).toEqual([])
    expect(became(intake).toSorted()).toEqual([
      ['Kvittering.pdf', 'receipt', null],
      ['a.eml', 'opened', null],
      ['a.xml', 'receipt', null],
      ['b.eml', 'refused', 'mail_without_document'],
      ['c.eml', 'opened', null],
      ['reise.ics', 'ignored', 'intake_calendar'],
    ])
    const { receiptId = '' } = intake.files.find(({ name }) => name === 'Kvittering.pdf') ?? {}
    await readReceipt(systemCall(platform, desk.company.id), receiptId ?? '', {
      signal: AbortSignal.timeout(60_000),
      isLastAttempt: true,
    })
    const read = await desk.get(receiptId ?? '')
    expect(read.declared).toMatchObject({ gross: '129.00' })
    expect(read.supplier.name).toBe('Bytaxi AS')
  })

  it('refuses a request without a file, and keeps nothing in a dry run', async () => {
    const desk = await newDesk(platform)
    const empty = await desk.client.post(desk.at('intakes'), new FormData())
    expect([empty.status, empty.json.code]).toEqual([400, 'request_malformed'])
    const dry = await desk.client.post(desk.at('intakes'), form({ 'a.xml': invoiceXml() }), { prefer: 'dry-run' })
    expect(dry.status).toBe(202)
    expect((await desk.client.get(desk.at(`intakes/${dry.json.id}`))).status).toBe(404)
  })

  it('answers a repeated key with the same intake', async () => {
    const desk = await newDesk(platform)
    const bytes = invoiceXml()
    const send = () => desk.client.post(desk.at('intakes'), bytes, { ...XML, 'idempotency-key': 'one' })
    const [first, second] = [await send(), await send()]
    expect(second.json.id).toBe(first.json.id)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
  })

  it('takes unread pictures for what the sender says that they are', async () => {
    const desk = await newDesk(platform)
    const sent = await desk.client.post(
      `${desk.at('intakes')}?kind=expenseReceipt`,
      form({ 'a.pdf': junk('%PDF-1.4 k') }),
    )
    const intake = await sorted(desk, String(sent.json.id))
    expect(await desk.get(intake.files[0]?.receiptId ?? '')).toMatchObject({ kind: 'expenseReceipt' })
  })
})

describe('a file that is sent alone', () => {
  it('leaves the same record, with its way in', async () => {
    const desk = await newDesk(platform)
    const receipt = await desk.send(invoiceXml())
    const { json } = await desk.client.get(`${desk.at('intakes')}?receiptId=${receipt.id}`)
    expect(json.data).toMatchObject([
      {
        way: 'rest',
        status: 'sorted',
        files: [{ outcome: 'receipt', receiptId: receipt.id, documentId: receipt.documentId }],
      },
    ])
  })

  it('leaves it also when it is refused', async () => {
    const desk = await newDesk(platform)
    const refused = await desk.client.post(desk.at('receipts'), junk('<a><b></a>'), XML)
    const { json } = await desk.client.get(`${desk.at('intakes')}?documentId=${refused.json.documentId}`)
    expect(json.data).toMatchObject([{ way: 'rest', files: [{ outcome: 'refused', code: 'xml_malformed' }] }])
  })
})

describe('sorting', () => {
  it('by many at once makes each receipt once', async () => {
    const desk = await newDesk(platform)
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`${n}.xml`, invoiceXml()]))
    const { json } = await desk.client.post(desk.at('intakes'), form(files))
    const call = systemCall(platform, desk.company.id)
    await Promise.all(Array.from({ length: 4 }, () => sortIntake(call, String(json.id))))
    const intake = await sorted(desk, String(json.id))
    expect(became(intake).map(([, outcome]) => outcome)).toEqual(Array(6).fill('receipt'))
    const { json: receipts } = await desk.client.get(desk.at('receipts'))
    expect(receipts.data).toHaveLength(6)
  })

  it('that was left behind is taken up again', async () => {
    const desk = await newDesk(platform)
    const { json } = await desk.client.post(desk.at('intakes'), form({ 'a.xml': invoiceXml() }))
    clock.advance(3_600_000)
    await sweepUnsorted(systemCall(platform))
    const { json: intake } = await desk.client.get(desk.at(`intakes/${json.id}`))
    expect(intake.status).toBe('sorted')
  })

  it('tells what came of it', async () => {
    const desk = await newDesk(platform)
    const intake = await upload(desk, { 'a.xml': invoiceXml(), 'b.txt': junk('hei') })
    const { json } = await desk.client.get(desk.at('audit-log'))
    const finished = (json.data as { action: string; detail: object }[]).find(
      ({ action }) => action === 'intake.finish',
    )
    expect(finished?.detail).toMatchObject({ receipts: 1, duplicates: 0, refused: 1 })
    expect(intake.status).toBe('sorted')
  })
})
