import { fail } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Document } from './document.ts'
import { byteCache } from './pictures/byte-cache.ts'
import { demandContent, findDocument } from './read-documents.ts'
import { isReadable, type PageWords, readPage } from './reading/index.ts'

/** A page takes some 50 kB: those that people have open. Bytes. */
const KEPT_BYTES = 16 * 1024 * 1024

/** Bytes never change under their hash, and neither do the words; who may see them is asked every time. */
const pages = byteCache(KEPT_BYTES)

export interface WordsOfPage {
  readonly document: Document
  readonly page: PageWords
}

/**
 * The words of a page of a PDF or a picture with their places. They are kept nowhere but in memory, for a while: a page
 * is read again when somebody asks. Fails with document_without_pages for another type of file, document_deleted,
 * page_unknown, and with what refuses the file (`readPage`).
 */
export async function wordsOfPage(
  call: Call,
  { documentId, page }: { documentId: string; page: number },
): Promise<WordsOfPage> {
  const document = await findDocument(call, documentId)
  const { sha256, mediaType, contentDeletedAt } = document
  if (contentDeletedAt !== null) pages.forget(`${sha256}:`)
  demandContent(document)
  if (!isReadable(mediaType)) fail('document_without_pages', `The document is ${mediaType}, which has no pages.`)
  const kept = await pages.get(`${sha256}:${page}`, async () => {
    const words = await readPage(await call.platform.files.get(sha256), mediaType, page)
    return new TextEncoder().encode(JSON.stringify(words))
  })
  return { document, page: JSON.parse(new TextDecoder().decode(kept)) as PageWords }
}
