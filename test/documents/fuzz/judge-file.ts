import { embeddedFiles } from '#src/documents/pdf/embedded-files.ts'
import { readDocumentFile } from '#src/documents/read-file.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { answered, claim, judgeEInvoice } from './judge-einvoice.ts'

/** All that is asked of a PDF or a picture; throws when an answer is neither right nor a refusal. True when it could be read. */
export async function judgeFile(bytes: Uint8Array): Promise<boolean> {
  embeddedFiles(bytes)
  const isEInvoice = judgeEInvoice(bytes)
  try {
    const read = await readDocumentFile(bytes)
    claim(!isEInvoice || read.kind === 'einvoice', 'an e-invoice is read as mere pages')
    if (read.kind === 'einvoice') return true
    for (const field of Object.values(read.extraction.fields)) {
      claim(field === null || (field.confidence >= 0 && field.confidence <= 1), 'a confidence out of range')
    }
    return true
  } catch (error) {
    answered(() => {
      throw error
    })
    claim(isProblem(error), 'an error that is no problem')
    return false
  }
}
