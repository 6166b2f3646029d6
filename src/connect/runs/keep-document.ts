import { keepFile } from '#src/documents/index.ts'
import { bare, receiveFiles } from '#src/intake/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadConnection } from '../connections/connection.store.ts'
import type { PulledDocument } from '../sdk.ts'
import type { SyncRun } from './run.ts'

const TEXT_MAX = 200

/**
 * A document of a network comes in like every other: as an intake, with what the network said of it as evidence. The
 * same transmission is the same arrival, whoever brings it and however often. True when it is news.
 */
export async function keepDocument(cx: Cx, run: SyncRun, record: PulledDocument): Promise<boolean> {
  const { connector } = await loadConnection(cx, run.connectionId)
  const { bytes, ...said } = record
  const transmission = said.externalId.slice(0, TEXT_MAX)
  const told = new TextEncoder().encode(`${JSON.stringify({ connector, ...said }, null, 2)}\n`)
  const evidence = {
    ...(await keepFile(cx, { bytes: told, name: `${transmission}.json` })),
    mediaType: 'application/json',
  }
  const { isNew } = await receiveFiles(cx, {
    ...bare('network'),
    sender: said.sender.slice(0, TEXT_MAX) || null,
    recipient: said.receiver.slice(0, TEXT_MAX) || null,
    messageId: transmission,
    sourceKey: `network ${connector} ${transmission}`,
    evidence,
    parts: bytes.length === 0 ? [] : [{ name: `${transmission}.xml`, mediaType: 'application/xml', bytes }],
  })
  return isNew
}
