import { describe, expect, it } from 'vitest'
import { FILE_BYTES_MAX, ZIP_ENTRIES_MAX } from '#src/intake/unpack/limits.ts'
import type { Part } from '#src/intake/unpack/part.ts'
import { isOwnDocument, unzip } from '#src/intake/unpack/zip.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { type ZipEntry, zipOf } from '#test/support/zip.ts'

const text = (words: string) => new TextEncoder().encode(words)
const some = (name: string, facts: Partial<ZipEntry> = {}): ZipEntry => ({ name, bytes: text(`<${name}/>`), ...facts })
const zeros = (size: number) => new Uint8Array(size)

async function opened(bytes: Uint8Array): Promise<Part[]> {
  const parts: Part[] = []
  for await (const part of unzip(bytes)) parts.push(part)
  return parts
}

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await opened(bytes)
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
  return 'opened'
}

describe('an archive', () => {
  it('gives its files with their bytes, folders and what systems add left out', async () => {
    const files = [
      some('mai/'),
      some('mai/faktura æ.xml'),
      some('__MACOSX/mai/._f.xml'),
      some('.DS_Store'),
      some('b.pdf'),
    ]
    const parts = await opened(zipOf(files))
    expect(parts.map(({ name }) => name)).toEqual(['mai/faktura æ.xml', 'b.pdf'])
    expect(new TextDecoder().decode(parts[1]?.bytes)).toBe('<b.pdf/>')
  })

  it('reads names in UTF-8 whether or not they say so, and all others in the letters of DOS', async () => {
    const one = (name: string, isSilent: boolean) => zipOf([{ name, bytes: text('x'), isSilent }])
    const namesIn = async (bytes: Uint8Array) => (await opened(bytes)).map(({ name }) => name)
    for (const isSilent of [true, false])
      expect(await namesIn(one('kjøp på båt.xml', isSilent))).toEqual(['kjøp på båt.xml'])
    const dos = Buffer.from(one('kjop.xml', true)).toString('latin1').replaceAll('kjop', 'kj\x94p')
    expect(await namesIn(Buffer.from(dos, 'latin1'))).toEqual(['kjöp.xml'])
  })

  it('is one document when it is a spreadsheet', async () => {
    expect(await isOwnDocument(zipOf([some('[Content_Types].xml'), some('xl/workbook.xml')]))).toBe(true)
    expect(await isOwnDocument(zipOf([some('workbook.xml')]))).toBe(false)
    expect(await isOwnDocument(text('%PDF-1.7'))).toBe(false)
  })

  it('leaves a file that is too large as refused, and gives the others', async () => {
    const huge = { name: 'huge.bin', bytes: noise(200_000), saysSize: FILE_BYTES_MAX + 1 }
    const parts = await opened(zipOf([huge, some('a.xml')]))
    expect(parts.map(({ name, refused }) => [name, refused?.code])).toEqual([
      ['huge.bin', 'body_too_large'],
      ['a.xml', undefined],
    ])
  })

  it.each<[string, () => Uint8Array, string]>([
    ['is cut off', () => zipOf([some('a.xml')]).subarray(0, 40), 'zip_malformed'],
    ['is encrypted', () => zipOf([some('a.xml', { isEncrypted: true })]), 'zip_encrypted'],
    ['names a file outside itself', () => zipOf([some('../../etc/passwd')]), 'zip_path_unsafe'],
    ['names an absolute path', () => zipOf([some('/etc/passwd')]), 'zip_path_unsafe'],
    ['names a drive', () => zipOf([some('C:\\windows\\a.xml')]), 'zip_path_unsafe'],
    [
      'has too many files',
      () => zipOf(Array.from({ length: ZIP_ENTRIES_MAX + 1 }, (_, n) => some(`${n}`))),
      'zip_too_many_entries',
    ],
    ['grows a thousand times', () => zipOf([{ name: 'a', bytes: zeros(20_000_000) }]), 'zip_bomb'],
    ['has files on top of each other', piled, 'zip_bomb'],
    ['opens to more than 200 MiB', () => zipOf(Array.from({ length: 20 }, (_, n) => large(n))), 'zip_too_large'],
    [
      'says that a file is smaller than it is',
      () => zipOf([{ name: 'a', bytes: zeros(5_000_000), saysSize: 10 }]),
      'zip_malformed',
    ],
  ])('that %s is refused', async (_what, make, code) => {
    expect(await refusal(make())).toBe(code)
  })

  it('in any mutilated form is opened or refused, and nothing else happens', async () => {
    const whole = zipOf([some('a.xml'), some('mappe/b.xml')])
    for (let at = 0; at < whole.length; at += 3) {
      const broken = whole.slice()
      broken[at] = (broken[at] ?? 0) ^ 0xff
      expect(await refusal(broken)).toMatch(/^(opened|zip_\w+)$/)
    }
  })
})

/** Bytes that do not shrink. */
function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}

function piled(): Uint8Array {
  const under = { name: 'a', bytes: noise(5000) }
  const above = Array.from({ length: 50 }, (_, n) => ({ ...under, name: `b${n}`, isOverlapping: true }))
  return zipOf([under, ...above])
}

const large = (n: number): ZipEntry => ({ name: `${n}`, bytes: noise(100_000), saysSize: 12_000_000 })
