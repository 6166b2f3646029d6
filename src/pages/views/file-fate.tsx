import type { FC } from 'hono/jsx'
import type { IntakeFile } from '#src/intake/index.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { problemCodes } from '#src/kernel/problem.ts'
import type { CompanyReader } from '../page-context.ts'
import { problemTitle } from '../words/problem-words.ts'
import { say, type Word } from '../words.ts'
import { Status } from './parts.tsx'

/** Why a file that is no document was left in its mail. */
const IGNORED: Readonly<Record<string, Word>> = {
  intake_picture_inline: 'pictureInLetter',
  intake_signature: 'signatureOfMail',
  intake_calendar: 'entryOfMail',
  mail_no_receipt: 'mailNoReceipt',
}

/** The reason of a refusal or of what was ignored, in the reader's language; undefined for a code that has no words. */
export function reasonOf(locale: Locale, code: string): string | undefined {
  const word = IGNORED[code]
  if (word) return say(locale, word)
  const kind = problemCodes().get(code)
  return kind && problemTitle(locale, { code, kind })
}

/** Where a file is found: the receipt that it became or was, else its bytes. */
export function hrefOfFile({ companyId, call }: CompanyReader, { receiptId, documentId }: IntakeFile) {
  if (receiptId) return `/c/${companyId}/receipts/${receiptId}`
  return documentId && call.actor.scopes.has('documents:read') ? `/c/${companyId}/documents/${documentId}` : undefined
}

/** What became of a file, and why where it became nothing. */
export const FileFate: FC<{ reader: CompanyReader; file: IntakeFile }> = ({ reader, file }) => {
  const { locale } = reader
  const { outcome, code, detail } = file
  const reason = code === null ? null : (reasonOf(locale, code) ?? detail)
  return (
    <>
      <Status locale={locale} status={outcome} />
      {reason ? <span class="small block">{reason}</span> : null}
    </>
  )
}
