import { extractFields, FIELD_NAMES, type FieldName, type Fields, SURE } from '#src/documents/reading/fields/index.ts'
import type { PageWords } from '#src/documents/reading/page-words.ts'

/** A document with the values that are known to stand on it. */
export interface Case {
  readonly name: string
  readonly pages: () => readonly PageWords[] | Promise<readonly PageWords[]>
  /** Several values where the document has several that are right, such as the VAT number and the organisation number. */
  readonly truth: Partial<Readonly<Record<FieldName, string | readonly string[] | undefined>>>
  /** The issuer of the truth is a short name that the printed one may hold, or the other way round. */
  readonly isLoose: boolean
}

export interface FieldScore {
  readonly asked: number
  readonly right: number
  /** Of those that were given as sure. */
  readonly sure: number
  readonly sureRight: number
}

export interface Score {
  readonly fields: ReadonlyMap<FieldName, FieldScore>
  readonly misses: readonly string[]
  readonly pages: number
  /** Milliseconds: from the file to words, and from words to fields. */
  readonly wordsMs: number
  readonly fieldsMs: number
}

const plain = (text: string): string => text.toLowerCase().replace(/\s/g, '')
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '')
const AMOUNTS: readonly FieldName[] = ['net', 'vat', 'gross', 'payable']

/** Exact but for case and spaces; amounts as numbers; a loose issuer by one holding the other. */
export function isRight(name: FieldName, given: string | undefined, truth: string, isLoose: boolean): boolean {
  if (given === undefined) return false
  if (AMOUNTS.includes(name)) return Math.round(Number(given) * 100) === Math.round(Number(truth) * 100)
  if (name !== 'issuer' || !isLoose) return plain(given) === plain(truth)
  const [a, b] = [letters(given), letters(truth)]
  return a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a))
}

const NONE: FieldScore = { asked: 0, right: 0, sure: 0, sureRight: 0 }

export async function score(cases: readonly Case[]): Promise<Score> {
  const fields = new Map<FieldName, FieldScore>()
  const misses: string[] = []
  let [pages, wordsMs, fieldsMs] = [0, 0, 0]
  for (const one of cases) {
    const before = performance.now()
    const words = await one.pages()
    const between = performance.now()
    const given: Fields = extractFields(words).fields
    wordsMs += between - before
    fieldsMs += performance.now() - between
    pages += words.length
    for (const name of FIELD_NAMES) {
      const truth = one.truth[name]
      if (truth === undefined) continue
      const field = given[name]
      const right = [truth].flat().some((value) => isRight(name, field?.value, value, one.isLoose))
      const sure = field !== null && field.confidence >= SURE
      const old = fields.get(name) ?? NONE
      fields.set(name, {
        asked: old.asked + 1,
        right: old.right + Number(right),
        sure: old.sure + Number(sure),
        sureRight: old.sureRight + Number(sure && right),
      })
      if (!right)
        misses.push(
          `${one.name} ${name}: ${[truth].flat().join(' or ')} | ${field ? `${field.value} (${field.confidence})` : '-'}`,
        )
    }
  }
  return { fields, misses, pages, wordsMs, fieldsMs }
}

export const share = ({ asked, right }: FieldScore): number => right / asked
