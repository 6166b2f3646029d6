import { type KeptFile, keepFile } from '#src/documents/index.ts'
import { bare, openIntake } from '#src/intake/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import type { PulledDocument } from '../sdk.ts'

const TEXT_MAX = 200

/** A document of a network whose bytes are in the store, with what the network said of it. */
export interface StoredDocument extends Omit<PulledDocument, 'bytes'> {
  readonly connector: string
  /** Undefined where nothing but the announcement came. */
  readonly file: KeptFile | undefined
  readonly evidence: KeptFile
}

/** Puts the bytes into the store, before and outside the transaction that writes down that they came. */
export async function storeDocument(
  call: Call,
  connector: string,
  { bytes, ...said }: PulledDocument,
): Promise<StoredDocument> {
  const name = said.externalId.slice(0, TEXT_MAX)
  const told = new TextEncoder().encode(`${JSON.stringify({ connector, ...said }, null, 2)}\n`)
  return {
    ...said,
    connector,
    file: bytes.length === 0 ? undefined : await keepFile(call, { bytes, name: `${name}.xml` }),
    evidence: { ...(await keepFile(call, { bytes: told, name: `${name}.json` })), mediaType: 'application/json' },
  }
}

/**
 * A document of a network comes in like every other: as an intake, with what the network said of it as evidence. The
 * same transmission is the same arrival, whoever brings it and however often. True when it is news.
 */
export async function keepDocument(cx: Cx, { connector, file, evidence, ...said }: StoredDocument): Promise<boolean> {
  const transmission = said.externalId.slice(0, TEXT_MAX)
  const { isNew } = await openIntake(cx, {
    ...bare('network'),
    sender: said.sender.slice(0, TEXT_MAX) || null,
    recipient: said.receiver.slice(0, TEXT_MAX) || null,
    messageId: transmission,
    sourceKey: `network ${connector} ${transmission}`,
    evidence,
    files: file ? [file] : [],
  })
  return isNew
}
