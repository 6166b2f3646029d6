import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { embeddedFiles } from '#src/documents/pdf/embedded-files.ts'
import { invoiceIn, invoiceXmlOf } from '#src/documents/pdf/pdf-invoice.ts'
import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { corpus, corpusBytes, corpusFiles, corpusText } from '#test/support/corpus.ts'
import { fc } from '#test/support/property.ts'

const SETS = ['zugferd-corpus', 'mustang-validation', 'factur-x-fixtures']
const FACTS = SETS.flatMap((set) =>
  corpusText(set, 'pdf-embedded-facts.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [pdf = '', root = '', ...facts] = row.split(',')
      return { pdf: `${set}/${pdf}`, root, facts: facts.slice(0, 8) }
    }),
)
const without = FACTS.filter(({ root }) => root.startsWith('no embedded'))
const carrying = FACTS.filter(({ root }) => !root.startsWith('no embedded'))
const text = (amount: Decimal | undefined): string => (amount ? formatDecimal(amount) : '')

describe('the PDFs of the corpus', () => {
  it.each(carrying)('$pdf carries the invoice that its facts tell of', ({ pdf, root, facts }) => {
    const { invoice, syntax } = readEInvoice(corpusBytes(pdf))
    expect(syntax).toBe(root === 'CrossIndustryDocument' ? 'zugferd1' : 'cii')
    const { declared, issuedOn } = invoice
    const [profile, number, type, date, currency, ...amounts] = facts
    expect([invoice.customizationId, invoice.number, invoice.typeCode ?? '', invoice.currency ?? '']).toEqual([
      profile,
      number,
      type,
      currency,
    ])
    // A date of an unknown format is told by an exception, not read.
    expect([date, undefined]).toContain(issuedOn?.replaceAll('-', ''))
    // The facts leave out what has another name in version 1.
    const stated = [declared.net, declared.gross, declared.payable].map(text)
    for (const [place, amount] of amounts.entries()) if (amount !== '') expect(stated[place]).toBe(amount)
  })
  it.each(without)('$pdf carries none', ({ pdf }) => {
    expect(invoiceIn(corpusBytes(pdf)).xml).toBeUndefined()
    expect(() => readEInvoice(corpusBytes(pdf))).toThrow('No e-invoice is embedded')
  })
})

/** A PDF of objects as they are given; nothing but the objects is needed to find files. */
const pdf = (...objects: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...objects.map((one) => Buffer.concat([Buffer.from(one), Buffer.from('\n')])),
  ])
const stream = (number: number, dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${number} 0 obj <</Length ${data.length} ${dictionary}>>\nstream\n`),
    data,
    Buffer.from('\nendstream endobj'),
  ])
const SPECIFICATION =
  '1 0 obj <</Type /Filespec /F (a.xml) /UF (\\376\\377\\000\\351) /Desc (The data) /EF <</F 2 0 R>>>> endobj'
const contents = (bytes: Uint8Array) => embeddedFiles(bytes).files.map((file) => Buffer.from(file.bytes).toString())

describe('embeddedFiles', () => {
  it('names a file, and says what it is', () => {
    const [file] = embeddedFiles(pdf(SPECIFICATION, stream(2, '/Subtype /text#2fxml', Buffer.from('<a/>')))).files
    expect(file).toMatchObject({ name: 'é', description: 'The data', mediaType: 'text/xml' })
  })
  it('unpacks every filter that files are packed by, one after the other too', () => {
    const packed = deflateSync(Buffer.from('<a/>'))
    expect(contents(pdf(SPECIFICATION, stream(2, '/Filter /FlateDecode', packed)))).toEqual(['<a/>'])
    const hex = Buffer.from(`${packed.toString('hex')}>`)
    expect(contents(pdf(SPECIFICATION, stream(2, '/Filter [/ASCIIHexDecode /FlateDecode]', hex)))).toEqual(['<a/>'])
    expect(contents(pdf(SPECIFICATION, stream(2, '/Filter /ASCII85Decode', Buffer.from('<+oue+DGm>~>'))))).toHaveLength(
      1,
    )
  })
  it('finds objects that are packed in others', () => {
    const header = '1 0 3 40 '
    const body = `${'<</F (a.xml) /EF 3 0 R>>'.padEnd(40)}<</F 2 0 R>>`
    const packed = deflateSync(Buffer.from(header + body))
    const objects = stream(9, `/Type /ObjStm /N 2 /First ${header.length} /Filter /FlateDecode`, packed)
    expect(contents(pdf(objects, stream(2, '', Buffer.from('<a/>'))))).toEqual(['<a/>'])
  })
  it('finds the end of a stream that gives a wrong length, and takes the last of two objects', () => {
    const wrong = Buffer.from('2 0 obj <</Length 9999>>\nstream\r\n<new/>\r\nendstream endobj')
    expect(contents(pdf(SPECIFICATION, stream(2, '', Buffer.from('<old/>')), wrong))).toEqual(['<new/>'])
  })
  it('finds objects of an update that are packed in others', () => {
    const packed = (number: number, body: string) =>
      stream(number, '/Type /ObjStm /N 1 /First 4', Buffer.from(`1 0 ${body}`))
    const [old, renewed] = ['<</F (a.xml) /EF <</F 2 0 R>>>>', '<</F (b.xml) /EF <</F 2 0 R>>>>']
    const data = stream(2, '', Buffer.from('<a/>'))
    const nameIn = (...objects: (string | Buffer)[]) => embeddedFiles(pdf(...objects)).files.map(({ name }) => name)
    expect(nameIn(packed(8, old), data, packed(9, renewed))).toEqual(['b.xml'])
    expect(nameIn(`1 0 obj ${old} endobj`, data, packed(9, renewed))).toEqual(['b.xml'])
    expect(nameIn(packed(9, old), data, `1 0 obj ${renewed} endobj`)).toEqual(['b.xml'])
  })
  it('leaves out a file that an update has taken out, unless nothing leads to any', () => {
    const file = (number: number, name: string) => [
      `${number} 0 obj <</F (${name}) /EF <</F ${number + 1} 0 R>>>> endobj`,
      stream(number + 1, '', Buffer.from(`<${name}/>`)),
    ]
    const catalog = (number: number) => `7 0 obj <</Type /Catalog /AF [${number} 0 R]>> endobj\ntrailer <</Root 7 0 R>>`
    const original = [...file(1, 'old'), catalog(1)]
    expect(contents(pdf(...original))).toEqual(['<old/>'])
    expect(contents(pdf(...original, ...file(3, 'new'), catalog(3)))).toEqual(['<new/>'])
    expect(contents(pdf(...original, ...file(3, 'new'), catalog(99)))).toEqual(['<old/>', '<new/>'])
  })
  it('knows where a PDF inside the PDF ends whose length is an object that follows', () => {
    const inner = pdf(
      '1 0 obj <</F (of-the-inner.xml) /EF <</F 2 0 R>>>> endobj',
      stream(2, '', Buffer.from('<of-the-inner/>')),
      '9 0 obj 15 endobj',
    )
    const attached = Buffer.concat([
      Buffer.from('8 0 obj <</Length 9 0 R>>\nstream\n'),
      inner,
      Buffer.from(`\nendstream endobj\n9 0 obj ${inner.length} endobj`),
    ])
    const outer = [SPECIFICATION, stream(2, '', Buffer.from('<a/>')), attached]
    expect(contents(pdf(...outer))).toEqual(['<a/>'])
    const before = attached.toString('latin1').replace(/\n9 0 obj \d+ endobj$/, '')
    expect(
      contents(pdf(SPECIFICATION, `9 0 obj ${inner.length} endobj`, stream(2, '', Buffer.from('<a/>')), before)),
    ).toEqual(['<a/>'])
  })
  it('does not take what stands inside a stream for an object', () => {
    const inner = Buffer.from('2 0 obj <</Length 5>>\nstream\n<bad>\nendstream endobj')
    expect(contents(pdf(SPECIFICATION, stream(2, '', Buffer.from('<a/>')), stream(3, '', inner)))).toEqual(['<a/>'])
  })
  it('leaves out a file that would unpack to more than it may', () => {
    const bomb = deflateSync(Buffer.alloc(70_000_000))
    expect(contents(pdf(SPECIFICATION, stream(2, '/Filter /FlateDecode', bomb)))).toEqual([])
  })
  it('leaves out a file whose filter is none, whatever JavaScript calls by that name', () => {
    for (const filter of ['JBIG2Decode', 'toString', 'valueOf', 'constructor', '__proto__'])
      expect(contents(pdf(SPECIFICATION, stream(2, `/Filter /${filter}`, Buffer.from('<a/>'))))).toEqual([])
  })
  it('says that a PDF asks for a password', () => {
    const encrypted = pdf(SPECIFICATION, stream(2, '', Buffer.from('<a/>')), 'trailer <</Encrypt 5 0 R>>')
    expect(embeddedFiles(encrypted)).toEqual({ files: [], isLocked: true })
    try {
      invoiceXmlOf(encrypted)
      expect.unreachable()
    } catch (error) {
      expect(isProblem(error, 'pdf_encrypted')).toBe(true)
    }
  })
  it('stops at nesting that is meant to hurt', () => {
    expect(contents(pdf(`1 0 obj ${'['.repeat(100_000)}`, `2 0 obj ${'<</A '.repeat(100_000)}`))).toEqual([])
  })
})

describe('a damaged PDF', () => {
  const originals = [
    'zugferd-corpus/ZUGFeRDv1/correct/4s4u/additional-data-sample-1.pdf',
    'factur-x-fixtures/tests/fixtures/pdf/invoice_EN16931.pdf',
  ].map((file) => readFileSync(corpus(file)))
  it('gives files, or none, and never anything else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(3000),
        fc.uint8Array({ maxLength: 50 }),
        (original, place, length, put) => {
          const at = Math.floor(place * original.length)
          const damaged = Buffer.concat([original.subarray(0, at), put, original.subarray(at + length)])
          expect(Array.isArray(embeddedFiles(damaged).files)).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })
})

it('every PDF of the corpus can be looked into', () => {
  for (const set of SETS)
    for (const file of corpusFiles(set, '.pdf')) expect(embeddedFiles(readFileSync(file))).toBeDefined()
})
