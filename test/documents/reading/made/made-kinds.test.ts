import { describe, expect, it } from 'vitest'
import { extractFields, type FieldName, SURE, wordsOfText } from '#src/documents/reading/fields/index.ts'
import { KIND_NAMES, madeDocument } from './kinds/index.ts'

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed)

describe('invented documents of other kinds', () => {
  it.each(KIND_NAMES)('give every field as printed: %s', (kind) => {
    const missed = SEEDS.flatMap((seed) => {
      const { text, truth } = madeDocument(kind, seed, 'even')
      const { fields } = extractFields(wordsOfText(text))
      return (Object.keys(truth) as FieldName[])
        .filter((name) => fields[name]?.value !== truth[name])
        .map((name) => `${seed} ${name}: ${truth[name]} | ${fields[name]?.value}`)
    })
    expect(missed).toEqual([])
  })
  it.each(KIND_NAMES)('give no wrong field as sure, whatever the words: %s', (kind) => {
    for (const seed of SEEDS) {
      const { text, truth } = madeDocument(kind, seed, 'odd')
      const { fields } = extractFields(wordsOfText(text))
      for (const name of Object.keys(truth) as FieldName[]) {
        const field = fields[name]
        if (field && field.confidence >= SURE) expect([name, field.value]).toEqual([name, truth[name]])
      }
    }
  })
})
