import type { Call } from '#src/platform/cx.ts'
import { byteCache } from './pictures/byte-cache.ts'
import { demandContent, findDocument } from './read-documents.ts'
import { extractFields, type Fields } from './reading/fields/index.ts'
import { type PageWords, type ReadingLimits, readPages } from './reading/index.ts'

/** The pages of a PDF that nobody had to read, as far as its text layer tells: what is fit to be shown at once. */
export interface SeenPages {
  readonly pages: readonly Omit<PageWords, 'words'>[]
  readonly fields: Fields
}

/** A scan waits for nobody here: without a text layer a page has its size and no fields. */
const LIMITS: Partial<ReadingLimits> = { pages: 20, ocrPages: 0, documentMs: 15_000 }

/** Some kB each. Bytes. */
const KEPT_BYTES = 4 * 1024 * 1024
const seen = byteCache(KEPT_BYTES)

/** Fails with document_deleted, and with what refuses the file (`readPages`). */
export async function lookAtPages(call: Call, documentId: string): Promise<SeenPages> {
  const document = await findDocument(call, documentId)
  const { sha256, contentDeletedAt } = document
  if (contentDeletedAt !== null) seen.forget(sha256)
  demandContent(document)
  const kept = await seen.get(sha256, async () => {
    const { pages } = await readPages(await call.platform.files.get(sha256), 'application/pdf', { limits: LIMITS })
    const { fields } = extractFields(pages)
    const shown = pages.map(({ words: _words, ...page }) => page)
    return new TextEncoder().encode(JSON.stringify({ pages: shown, fields } satisfies SeenPages))
  })
  return JSON.parse(new TextDecoder().decode(kept)) as SeenPages
}
