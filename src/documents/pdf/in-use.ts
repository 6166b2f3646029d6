import type { PdfObjects } from './pdf-objects.ts'
import { isArray, isDictionary, isReference, type PdfDictionary, type PdfValue } from './pdf-value.ts'

/**
 * The dictionaries that can be reached from the catalog. An update leaves in the file what it replaces or deletes, and
 * nothing leads there any more. Empty when no catalog is found.
 */
export function dictionariesInUse({ root, values }: PdfObjects): ReadonlySet<PdfDictionary> {
  const found = new Set<PdfDictionary>()
  const seen = new Set<number>()
  const waiting: PdfValue[] = root === undefined ? [] : [root]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isDictionary(value)) found.add(value)
    if (!isReference(value)) for (const one of partsOf(value)) waiting.push(one)
    else if (!seen.has(value.number)) {
      seen.add(value.number)
      waiting.push(values.get(value.number) ?? null)
    }
  }
  return found
}

function partsOf(value: PdfValue): Iterable<PdfValue> {
  if (isArray(value)) return value
  return isDictionary(value) ? value.entries.values() : []
}
