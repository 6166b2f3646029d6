import { beforeAll, describe, expect, it } from 'vitest'
import { sortIntake } from '#src/intake/index.ts'
import { receiveMail } from '#src/intake/mail/receive-mail.ts'
import { settleFile } from '#src/intake/settle-file.ts'
import type { Platform } from '#src/platform/platform.ts'
import { systemCall } from '#test/support/actors.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, XML } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface WireFile {
  id: string
  name: string
  outcome: string
  code: string | null
  documentId: string | null
}
interface WireIntake {
  id: string
  way: string
  sender: string | null
  documentId: string | null
  files: WireFile[]
}

const junk = (text: string) => new TextEncoder().encode(text)
const call = (desk: Desk) => systemCall(platform, desk.company.id)
const none = {
  spf: 'none',
  dkim: 'none',
  dmarc: 'none',
  signedBy: [],
  receivedFrom: null,
  checkedBy: 'nobody',
} as const

/** A mail with these files, sorted. */
async function mailed(desk: Desk, files: Record<string, Uint8Array>): Promise<WireIntake> {
  const attachments = Object.entries(files).map(([name, bytes]) => attached(name, bytes))
  const bytes = await mailOf({ attachments })
  const kept = await platform.files.put(bytes)
  const mail = { way: 'mail', kind: 'supplierInvoice', recipient: 'in@bilag.example', envelopeFrom: null } as const
  const { intake } = await receiveMail(call(desk), { ...mail, authentication: none, bytes, kept })
  await sortIntake(call(desk), intake.id)
  return read(desk, intake.id)
}

const read = async (desk: Desk, id: string) =>
  (await desk.client.get(desk.at(`intakes/${id}`))).json as unknown as WireIntake

const retry = (desk: Desk, intake: WireIntake, file: WireFile | undefined, headers = {}) =>
  desk.client.post(desk.at(`intakes/${intake.id}/files/${file?.id}/retries`), undefined, headers)

const named = ({ files }: WireIntake, name: string) => files.find((file) => file.name === name)

/** A good invoice that was refused for something that has passed. */
async function refusedOnce(desk: Desk): Promise<WireIntake> {
  const body = new FormData()
  body.append('file', new Blob([invoiceXml() as BlobPart]), 'god.xml')
  const { json } = await desk.client.post(desk.at('intakes'), body)
  const intake = json as unknown as WireIntake
  const settlement = { outcome: 'refused', code: 'reading_unavailable', detail: 'Nothing reads now.' } as const
  await settleFile(call(desk), { fileId: intake.files[0]?.id ?? '', settlement })
  await sortIntake(call(desk), intake.id)
  return read(desk, intake.id)
}

describe('a refused file', () => {
  it('is taken in once more and becomes a receipt when nothing refuses it now', async () => {
    const desk = await newDesk(platform)
    const first = await refusedOnce(desk)
    const again = await retry(desk, first, first.files[0])
    expect(again.status, again.text).toBe(202)
    await sortIntake(call(desk), String(again.json.id))
    expect((await read(desk, String(again.json.id))).files).toMatchObject([{ name: 'god.xml', outcome: 'receipt' }])
    expect((await read(desk, first.id)).files).toMatchObject([{ outcome: 'refused', code: 'reading_unavailable' }])
  })

  it('keeps the sender and the mail of the first try, and says again what refuses it', async () => {
    const desk = await newDesk(platform)
    const first = await mailed(desk, { 'vrak.xml': junk('<a><b></a>'), 'god.xml': invoiceXml() })
    const again = await retry(desk, first, named(first, 'vrak.xml'))
    await sortIntake(call(desk), String(again.json.id))
    const second = await read(desk, String(again.json.id))
    expect(second).toMatchObject({ way: 'mail', sender: first.sender, documentId: first.documentId })
    expect(second.files).toMatchObject([{ name: 'vrak.xml', outcome: 'refused', code: 'xml_malformed' }])
    expect(second.id).not.toBe(first.id)
  })

  it('leads every try to the one arrival, also those at the same moment', async () => {
    const desk = await newDesk(platform)
    const first = await refusedOnce(desk)
    const tries = await Promise.all(Array.from({ length: 4 }, () => retry(desk, first, first.files[0])))
    expect(new Set(tries.map(({ status, json }) => `${status} ${json.id}`)).size).toBe(1)
    const key = { 'idempotency-key': 'once' }
    await retry(desk, first, first.files[0], key)
    expect((await retry(desk, first, first.files[0], key)).headers.get('idempotent-replayed')).toBe('true')
    expect((await desk.client.get(desk.at('intakes'))).json.data).toHaveLength(2)
  })

  it('is the only kind: what became something is not, and another company has none of it', async () => {
    const desk = await newDesk(platform)
    const first = await mailed(desk, { 'god.xml': invoiceXml() })
    const taken = await retry(desk, first, named(first, 'god.xml'))
    expect([taken.status, taken.json.code]).toEqual([409, 'intake_file_settled'])
    const other = await newDesk(platform)
    expect((await retry(other, first, named(first, 'god.xml'))).status).toBe(404)
  })
})

describe('the list of what came in', () => {
  it('is searched by sender, subject and name of a file, whatever the case', async () => {
    const desk = await newDesk(platform)
    const mail = await mailed(desk, { 'Strøm_100%.xml': invoiceXml() })
    await desk.client.post(desk.at('receipts'), invoiceXml(), XML)
    const found = async (text: string) => {
      const { json } = await desk.client.get(`${desk.at('intakes')}?text=${encodeURIComponent(text)}`)
      return (json.data as WireIntake[]).map(({ id }) => id)
    }
    expect(await found('NORDKRAFT.example')).toEqual([mail.id])
    expect(await found('faktura 1042')).toEqual([mail.id])
    expect(await found('strøm_100%')).toEqual([mail.id])
    expect(await found('%')).toEqual([mail.id])
    expect(await found('nobody')).toEqual([])
  })
})
