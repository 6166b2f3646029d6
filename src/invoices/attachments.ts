import type { Attachment } from '#src/documents/einvoice/index.ts'
import { type Document, getDocument, getDocumentContent } from '#src/documents/index.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'

/** Of all files together: base64 makes a third more of them, and mail servers and access points end at some ten. Bytes. */
const BYTES_MAX = 6 * 1024 * 1024

/** Those of EN 16931 (BR-CL-24) that documents of a company are. */
const TYPES: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg'])

/**
 * Demands that the documents can go out inside an invoice: the company's own, of a type that an e-invoice takes, with
 * names of their own (BR-DE-22) and not too large. Fails with `invoice_attachment_invalid`, which names the place.
 */
export async function demandAttachments(cx: Cx, documentIds: readonly string[]): Promise<void> {
  const names = new Set<string>()
  let bytes = 0
  for (const [place, documentId] of documentIds.entries()) {
    const { name, mediaType, size, contentDeletedAt } = await documentOf(cx, documentId, place)
    bytes += size
    if (contentDeletedAt !== null) refuse(place, `"${name}" was deleted after its time.`)
    if (!TYPES.has(mediaType)) refuse(place, `"${name}" is ${mediaType}; an e-invoice takes PDF, PNG and JPEG.`)
    if (names.has(name)) refuse(place, `Two files are called "${name}"; each needs a name of its own.`)
    if (bytes > BYTES_MAX) refuse(place, `The files have more than ${BYTES_MAX / 1024 / 1024} MB together.`)
    names.add(name)
  }
}

async function documentOf(cx: Cx, documentId: string, place: number): Promise<Document> {
  try {
    return await getDocument(cx, documentId)
  } catch (error) {
    if (isProblem(error, 'not_found')) return refuse(place, 'The company has no such document.')
    throw error
  }
}

function refuse(place: number, message: string): never {
  const error = { pointer: `/attachments/${place}`, code: 'invoice_attachment_invalid', message }
  return fail('invoice_attachment_invalid', message, { errors: [error] })
}

/** The files as an e-invoice holds them (BG-24); those of a draft are named only. */
export const attachmentsOf = (cx: Cx, documentIds: readonly string[], isNamedOnly = false): Promise<Attachment[]> =>
  Promise.all(
    documentIds.map(async (documentId) => {
      if (isNamedOnly) return named(await getDocument(cx, documentId))
      const { document, bytes } = await getDocumentContent(cx, documentId)
      return { ...named(document), content: bytes }
    }),
  )

const named = ({ name, mediaType }: Document): Attachment => ({ id: name, fileName: name, mediaType })
