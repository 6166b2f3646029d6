import { newId } from '#src/kernel/id.ts'
import { isProblem, Problem } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { insertRefusal } from './document.store.ts'
import type { KeptFile } from './document.ts'
import { record } from './record-document.ts'

const refuseDocument = command(
  'document.refuse',
  { can: 'documents:write' },
  async (cx, { file, code, detail }: { file: KeptFile; code: string; detail: string }): Promise<string> => {
    const { document } = await record(cx, file, 'upload')
    await insertRefusal(cx, newId('exception'), document.id, { code, detail, refusedAt: cx.now })
    cx.audit({ kind: 'document', id: document.id }, { code })
    return document.id
  },
)

/**
 * Runs `read` on a kept file. What it refuses is refused with the same problem, and beforehand a row of its own keeps
 * the bytes and the reason: the problem names it as `documentId`. A dry run leaves nothing.
 */
export async function readOrRefuse<T>(call: Call, file: KeptFile, read: () => T): Promise<T> {
  try {
    return read()
  } catch (error) {
    if (!isProblem(error) || call.dryRun) throw error
    const { idempotency: _key, render: _render, ...alone } = call
    const documentId = await refuseDocument(alone, { file, code: error.code, detail: error.message })
    throw new Problem(error.code, error.message, {
      ...error.options,
      members: { ...error.options.members, documentId },
    })
  }
}
