import { getDocument, type KeptFile } from '#src/documents/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadIntake } from './intake.store.ts'
import type { IntakeView } from './intake.ts'
import { openIntake } from './open-intake.ts'

/**
 * Takes a refused file in once more, as an arrival of its own with the facts of the first: what refused it may be
 * mended. What became of the first stays written. The same file again leads to the arrival that the first try made.
 * Fails with intake_file_settled unless it was refused, and with document_deleted.
 */
export const retryFile = command(
  'intake.retry',
  { can: 'receipts:write' },
  async (cx, { intakeId, fileId }: { intakeId: string; fileId: string }): Promise<IntakeView> => {
    const { files, ...first } = await loadIntake(cx, intakeId)
    const file = files.find(({ id }) => id === fileId) ?? fail('not_found', 'There is no such file in the intake.')
    if (file.outcome !== 'refused' || file.documentId === null)
      fail('intake_file_settled', 'Only a file that was refused is taken in once more.')
    const kept = { ...(await keptOf(cx, file.documentId)), name: file.name }
    const isWhole = first.documentId === null || first.documentId === file.documentId
    const { intake, isNew } = await openIntake(cx, {
      ...first,
      files: [kept],
      evidence: isWhole ? undefined : await keptOf(cx, first.documentId ?? ''),
      sourceKey: `retry ${fileId}`,
    })
    cx.audit({ kind: 'intake', id: intakeId }, { fileId, retriedAs: intake.id, isNew })
    return intake
  },
)

async function keptOf(cx: Cx, documentId: string): Promise<KeptFile> {
  const { sha256, size, mediaType, name, contentDeletedAt } = await getDocument(cx, documentId)
  if (contentDeletedAt !== null) fail('document_deleted', 'The file was deleted after its time.')
  return { sha256, size, mediaType, name }
}
