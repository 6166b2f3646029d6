import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { ROLES } from '#src/platform/actor.ts'

const Key = z.string().min(1)

/** What DATA_DIR/demo.json says: where to go and as whom. */
const Facts = z.object({
  url: z.url(),
  companyId: z.string(),
  groupId: z.string(),
  users: z.array(z.object({ email: z.string(), password: z.string(), role: z.enum(ROLES), name: z.string() })),
  apiKeys: z.object({ owner: Key, approver: Key, bookkeeper: Key, auditor: Key }),
  /** Where webhooks are received and can be read again. */
  receiverUrl: z.url().optional(),
  /** Connectors whose vendor is a sandbox on loopback. */
  sandboxes: z.array(z.string()).default([]),
  /** False while the weeks behind the company are being made. */
  isFilled: z.boolean().default(true),
})
export type DemoFacts = z.output<typeof Facts>

/** Undefined when there is no such file; throws when it is not one of ours. */
export async function readFacts(file: string): Promise<DemoFacts | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Facts.parse(JSON.parse(text))
}

/** Writes the file whole, readable by its owner only: it holds passwords and keys. */
export async function writeFacts(file: string, facts: DemoFacts): Promise<void> {
  const partial = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(partial, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  await rename(partial, file)
}
