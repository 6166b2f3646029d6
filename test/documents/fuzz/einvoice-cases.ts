import { readFileSync } from 'node:fs'
import { NAMESPACES, syntaxOf } from '#src/documents/einvoice/namespaces.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { corpusFiles } from '#test/support/corpus.ts'
import { finvoice } from '#test/support/finvoice.ts'
import { oioubl } from '#test/support/oioubl.ts'
import { pick, randomFrom } from '#test/support/random.ts'
import { mutate, readTree, writeTree } from '../oracle/mutate.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateTokens } from './mutate-xml.ts'

/** Bytes of one original; larger ones make a run slow and teach nothing. */
const MAX_ORIGINAL = 150_000

const SETS = [
  'peppol-bis-billing-3',
  'en16931',
  'ehf-norway',
  'xrechnung-testsuite',
  'zugferd-corpus',
  'mustang-validation',
  'factur-x-fixtures',
]

/** Every e-invoice of the corpus, in all syntaxes that we read. */
export function originals(): Uint8Array[] {
  const files = SETS.flatMap((set) => corpusFiles(set, '.xml'))
  const nordic = [oioubl(), oioubl({ kind: 'CreditNote' }), finvoice(), finvoice({ type: 'INV02', sign: '-' })]
  return [...files.map((file) => new Uint8Array(readFileSync(file))).filter(isEInvoice), ...nordic]
}

function isEInvoice(bytes: Uint8Array): boolean {
  if (bytes.length > MAX_ORIGINAL) return false
  try {
    return syntaxOf(parseXml(bytes, { namespaces: NAMESPACES })) !== undefined
  } catch (error) {
    if (isProblem(error)) return false
    throw error
  }
}

/** The numbers of a run start anew for every case, so that one case can be made again without those before it. */
export const randomOf = (seed: number, number: number): (() => number) =>
  randomFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))

/** The document of a case: an original that is damaged by its bytes, its tokens or its tree. */
export function einvoiceCase(from: readonly Uint8Array[], seed: number, number: number): Uint8Array {
  const random = randomOf(seed, number)
  const original = pick(from, random)
  const kind = pick(['bytes', 'tokens', 'tree', 'tree', 'both'], random)
  if (kind === 'bytes') return mutateBytes(original, random)
  if (kind === 'tokens') return mutateTokens(original, random)
  const tree = readTree(original)
  mutate(tree, random)
  const written = Buffer.from(writeTree(tree))
  return kind === 'tree' ? written : mutateTokens(written, random)
}
