import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { embeddedFiles } from '#src/documents/pdf/embedded-files.ts'
import { unpackLzw, unpackRuns } from '#src/documents/pdf/unpack-runs.ts'
import { fc } from '#test/support/property.ts'
import { packLzw } from './pack-lzw.ts'

interface Sealed {
  readonly pdfVersion: '1.3' | '1.4' | '1.6' | '1.7ext3'
  readonly userPassword?: string
}

/** A PDF with one file in it, as an author makes it who forbids changes: the owner's password is none of ours. */
async function sealed({ pdfVersion, userPassword }: Sealed): Promise<Buffer> {
  const passwords = { ownerPassword: 'owner', ...(userPassword === undefined ? {} : { userPassword }) }
  const document = new PDFDocument({ pdfVersion, ...passwords })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((settle) => document.on('end', settle))
  document.file(Buffer.from('<Invoice/>'), { name: 'é.xml', type: 'text/xml', description: 'The data' })
  document.end()
  await ended
  return Buffer.concat(parts)
}

/** Made by qpdf 11.3 (--encrypt '' owner 256, revision 6, objects packed in a stream) of a PDF with <a/> in it. */
const REVISION_6 = Buffer.from(
  `
JVBERi0xLjcKJb/3ov4KMSAwIG9iago8PCAvQUYgWyA1IDAgUiBdIC9FeHRlbnNpb25zIDw8IC9BREJFIDw8IC9CYXNlVmVyc2lvbiAvMS43IC
9FeHRlbnNpb25MZXZlbCA4ID4+ID4+IC9OYW1lcyA8PCAvRW1iZWRkZWRGaWxlcyA8PCAvTmFtZXMgWyA8OTA0MTVlYzc1MDZkMTBjYmFhNDA2
NTlkMTAzZWYyZDIwZjFmMzBjNjEzMDU1MjM4YTBkMzc0YjBiZGJjMzI5NT4gNSAwIFIgXSA+PiA+PiAvUGFnZXMgMyAwIFIgL1R5cGUgL0NhdG
Fsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL1R5cGUgL09ialN0bSAvTGVuZ3RoIDE3NiAvRmlsdGVyIC9GbGF0ZURlY29kZSAvTiAzIC9GaXJz
dCAxNCA+PgpzdHJlYW0KixHY7siIYlCSJbFlWXExeLwMumBzVuUGslJE8e4bP9zpYJ/3F/eMUHMa+JlBiYnPdIANT7HY7RewykCLCKr5Aoz4pV
fc4IWqQAffbVpnTQ/6kYIAsIJZz7462vC0P+LPz5yYlulNbGWGaD1cnlj/OcWEVdz67eB4sXt0/RCK2fkUuWDKeRTHEfa8oqndM3csKsXTgapz
aLaZ5VmLxynqTr0SyrtE5rC/u06gfrK/Tn5lbmRzdHJlYW0KZW5kb2JqCjYgMCBvYmoKPDwgL1R5cGUgL0VtYmVkZGVkRmlsZSAvTGVuZ3RoID
MyIC9GaWx0ZXIgL0ZsYXRlRGVjb2RlID4+CnN0cmVhbQoqNG34b7z9//J2JR4AkQagu4FM8zpF8nnejAn6NZBNk2VuZHN0cmVhbQplbmRvYmoK
NyAwIG9iago8PCAvQ0YgPDwgL1N0ZENGIDw8IC9BdXRoRXZlbnQgL0RvY09wZW4gL0NGTSAvQUVTVjMgL0xlbmd0aCAzMiA+PiA+PiAvRmlsdG
VyIC9TdGFuZGFyZCAvTGVuZ3RoIDI1NiAvTyA8NzYzOWZiYzk1MmQxOWE2NmYyZTA1YWVhYzRmZTZjNzUwY2M3ZjQ4ZWI1OWFhMjJkOTk2M2Yz
ODE5ZWYzMGM1YWJiOTUwMmZiNWY5YWZlMTYwODFjY2JhZGVlNDkxM2M5PiAvT0UgPGUzYjQyNTFjMTY3ZjE4ZjZlMmZhNmIzZTVjMzExNWMyMz
Y0OTNmZDcyYTA3NmMwZmExMTg5ZGYyYjA4MGJmYTA+IC9QIC00IC9QZXJtcyA8OGYxZWUyNmM4OTk2ZDY5YzFjOWVlNGZiYzJmNDdiNGQ+IC9S
IDYgL1N0bUYgL1N0ZENGIC9TdHJGIC9TdGRDRiAvVSA8ZjY5YjA1YzYwOGYwOWRhMmQyNGEzZWZkYzU3NDQ0Y2M2NWY1NWY5MWExOWMyMTBlYW
RjOGMxZDE5NDk1MGVmYjkwYmIxNGEwM2ViZjhkNDZjZWE0NDU1NmViMGZkNjg0PiAvVUUgPGYzOWY1NjBkNzg0ZGNmZWU0ZjJiMGYxMWNhODA3
NDRjZjA2Y2U1YWEyNjgzMTcxMjczZDIzY2RlNDYwMzMxOTg+IC9WIDUgPj4KZW5kb2JqCjggMCBvYmoKPDwgL1R5cGUgL1hSZWYgL0xlbmd0aC
A0MyAvRmlsdGVyIC9GbGF0ZURlY29kZSAvRGVjb2RlUGFybXMgPDwgL0NvbHVtbnMgNCAvUHJlZGljdG9yIDEyID4+IC9XIFsgMSAyIDEgXSAv
Um9vdCAxIDAgUiAvU2l6ZSA5IC9JRCBbPGYwZGMxNDA1MTU0ZTliMWU2YjUzYWI0YzE4OWFhNDQ1PjxmMGRjMTQwNTE1NGU5YjFlNmI1M2FiNG
MxODlhYTQ0NT5dIC9FbmNyeXB0IDcgMCBSID4+CnN0cmVhbQp4nGNiAAImRgZ+BiYGxu9A1v8/QBYDAyOE+M8k8Q/IqgKKMSkzAAB3tAXPCmVu
ZHN0cmVhbQplbmRvYmoKc3RhcnR4cmVmCjEyMDcKJSVFT0YK`,
  'base64',
)

describe('an encrypted PDF', () => {
  it.each(['1.3', '1.4', '1.6', '1.7ext3'] as const)(
    'of version %s gives its files when it asks for no password',
    async (pdfVersion) => {
      const { files, isLocked } = embeddedFiles(await sealed({ pdfVersion }))
      expect(isLocked).toBe(false)
      expect(files.map(({ name, description }) => [name, description])).toEqual([['é.xml', 'The data']])
      expect(Buffer.from(files[0]?.bytes ?? []).toString()).toBe('<Invoice/>')
    },
  )
  it.each(['1.3', '1.4', '1.6', '1.7ext3'] as const)(
    'of version %s is locked when it asks for one',
    async (pdfVersion) => {
      const locked = await sealed({ pdfVersion, userPassword: 'secret' })
      expect(embeddedFiles(locked)).toEqual({ files: [], isLocked: true })
    },
  )
  it('of revision 6 gives its files too', () => {
    const { files } = embeddedFiles(REVISION_6)
    expect(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['a.xml', '<a/>']])
  })
  it('that is damaged gives files, or none, and never anything else', () => {
    fc.assert(
      fc.property(fc.nat(REVISION_6.length - 1), fc.nat(255), fc.nat(40), (at, byte, length) => {
        const damaged = Buffer.from(REVISION_6)
        damaged.fill(byte, at, Math.min(at + length, damaged.length))
        expect(Array.isArray(embeddedFiles(damaged).files)).toBe(true)
      }),
    )
  })
})

describe('packed runs', () => {
  it('are unpacked as the standard has it', () => {
    const example = Buffer.from('800b6050220c0c8501', 'hex')
    expect(unpackLzw(example, true)).toEqual(Buffer.from([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]))
    expect(unpackRuns(Buffer.from([2, 97, 98, 99, 254, 100, 128, 1, 2]))).toEqual(Buffer.from('abcddd'))
    expect(unpackRuns(Buffer.from([200]))?.length).toBe(57)
  })
  it.each([true, false])('by LZW come back whole, however long (early %s)', (early) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 40 }), (piece, times) => {
        const whole = Buffer.concat(Array.from({ length: times }, () => piece))
        expect(unpackLzw(packLzw(whole, early), early)).toEqual(whole)
      }),
    )
    const long = Buffer.from(Array.from({ length: 60_000 }, (_, place) => (place * place * 31) % 251))
    expect(unpackLzw(packLzw(long, early), early)).toEqual(long)
  })
  it('by LZW that are damaged give nothing', () => {
    expect(unpackLzw(Buffer.from('807fff', 'hex'), true)).toBeUndefined()
  })
})
