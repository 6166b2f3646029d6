import { readFileSync } from 'node:fs'
import { corpusFiles } from '#test/support/corpus.ts'
import { below, pick } from '#test/support/random.ts'
import { randomOf } from './einvoice-cases.ts'
import { mutateBytes } from './mutate-bytes.ts'

/** Bytes of one original. */
const MAX_ORIGINAL = 1_500_000

const FILES = [
  ['zugferd-corpus', '.pdf'],
  ['mustang-validation', '.pdf'],
  ['factur-x-fixtures', '.pdf'],
  ['invoice2data', '.pdf'],
  ['mindee-documents', '.jpg'],
  ['mindee-documents', '.png'],
  ['mindee-documents', '.pdf'],
] as const

/** PDFs, with and without an e-invoice inside, and pictures of invoices and receipts. */
export function originalFiles(): Uint8Array[] {
  const found = FILES.flatMap(([set, ending]) => filesOf(set, ending)).map((file) => new Uint8Array(readFileSync(file)))
  return found.filter(({ length }) => length <= MAX_ORIGINAL)
}

function filesOf(set: string, ending: string): string[] {
  try {
    return corpusFiles(set, ending)
  } catch {
    // A set may have no files of the kind.
    return []
  }
}

type Random = () => number

const NUMBERS = ['0', '-1', '1', '2', '65536', '2147483648', '99999999999', '1e9', '0.5', '']
const NAMES =
  'FlateDecode LZWDecode ASCII85Decode DCTDecode Crypt XRef ObjStm Catalog Pages Filespec Encrypt Kids toString constructor'.split(
    ' ',
  )

/** Damage to the tokens of a PDF: its numbers, references, names and key words, outside and inside of streams alike. */
function mutatePdf(bytes: Uint8Array, random: Random): Buffer {
  let text = Buffer.from(bytes).toString('latin1')
  for (let times = 1 + below(4, random); times > 0; times -= 1) text = pick(KINDS, random)(text, random)
  return Buffer.from(text, 'latin1')
}

function replaceOne(text: string, pattern: RegExp, random: Random, make: (old: string) => string): string {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return text
  const match = pick(found, random)
  return text.slice(0, match.index) + make(match[0]) + text.slice(match.index + match[0].length)
}

const KINDS: readonly ((text: string, random: Random) => string)[] = [
  (text, random) =>
    replaceOne(text, /\/(Length|N|First|Size|Count|Columns|Predictor|W|Prev) \d+/g, random, (old) => {
      return old.replace(/\d+$/, pick(NUMBERS, random))
    }),
  (text, random) => replaceOne(text, /\b\d+ 0 R\b/g, random, () => `${below(40, random)} 0 R`),
  (text, random) => replaceOne(text, /\b\d+ 0 R\b/g, random, () => '[[[[[[[['),
  (text, random) => replaceOne(text, /\/[A-Z][A-Za-z0-9]+/g, random, () => `/${pick(NAMES, random)}`),
  (text, random) => replaceOne(text, /endstream|endobj|stream|obj|xref|trailer|startxref|%%EOF/g, random, () => ''),
  (text, random) => replaceOne(text, /<<|>>/g, random, (old) => old.repeat(pick([0, 2, 5000], random))),
  (text, random) => replaceOne(text, /\(|\)|\[|\]/g, random, (old) => old.repeat(pick([0, 2, 5000], random))),
  (text, random) => replaceOne(text, /startxref\s+\d+/g, random, () => `startxref\n${pick(NUMBERS, random)}`),
  (text, random) => replaceOne(text, /trailer\s*<</g, random, (old) => `${old} /Encrypt << /Filter /Standard >> `),
  (text, random) =>
    `${text}\n${1 + below(20, random)} 0 obj\n<</Type /Catalog /Pages ${below(9, random)} 0 R>>\nendobj\n`,
  (text, random) => replaceOne(text, /\d+ 0 obj[\s\S]{0,300}?endobj/g, random, (old) => `${old}\n${old}`),
]

/** The file of a case: damaged by its bytes or, when it is a PDF, by its tokens. */
export function fileCase(from: readonly Uint8Array[], seed: number, number: number): Uint8Array {
  const random = randomOf(seed, number)
  const original = pick(from, random)
  const isPdf = Buffer.from(original.subarray(0, 5)).toString('latin1') === '%PDF-'
  return isPdf && random() < 0.7 ? mutatePdf(original, random) : mutateBytes(original, random)
}
