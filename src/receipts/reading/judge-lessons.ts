import type { LearnedField } from '#src/documents/reading/fields/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Receipt } from '../receipt.ts'
import { isAsRead } from './corrected.ts'
import { putLayoutOutcomes } from './lesson.store.ts'

/** A person has let these fields stand or has corrected them: the lessons that read them were right or wrong. */
export async function judgeLessons(cx: Cx, receipt: Receipt, fields: readonly LearnedField[]): Promise<void> {
  const outcomes = fields.flatMap((field) => {
    const layout = receipt.reading?.fields[field]?.layout
    return layout ? [{ lessonId: layout.lessonId, isRight: isAsRead(receipt, field) }] : []
  })
  await putLayoutOutcomes(cx, receipt.id, outcomes)
}
