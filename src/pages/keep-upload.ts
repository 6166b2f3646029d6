import { receiveDocument } from '#src/documents/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { CompanyReader } from './page-context.ts'
import type { SubmittedFile } from './submit.ts'

/** Makes a file of a form a document of the company. Answers its id; that of the one with the same bytes where there is one. */
export async function keepUpload({ call }: CompanyReader, { bytes, name }: SubmittedFile): Promise<string> {
  try {
    return (await receiveDocument(call, { bytes, name })).id
  } catch (error) {
    const existingId = isProblem(error, 'document_duplicate') ? error.options.members?.existingId : undefined
    if (typeof existingId === 'string') return existingId
    throw error
  }
}
