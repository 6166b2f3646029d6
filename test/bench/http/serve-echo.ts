import { createAdaptorServer } from '@hono/node-server'
import { partsOn } from '#src/api.ts'
import { readConfig } from '#src/config.ts'
import { buildDeps } from '#src/deps.ts'
import { JournalEntryDraftSchema } from '#src/ledger/posting/journal-entry.contract.ts'
import { ok } from '#src/platform/http/answer.ts'
import { bind } from '#src/platform/http/bind.ts'
import { companyParams, operation } from '#src/platform/http/contract.ts'
import { createHttpApp } from '#src/platform/http/create-http-app.ts'
import { runUntilStopped } from '#src/run-until-stopped.ts'
import { wireRooms } from '#src/wiring.ts'

/**
 * Our HTTP layer (request id, log line, metrics, limits, schema) with an operation that answers what it was sent and
 * touches no database: for anybody, and for an API key of the company with its scope and its rate limit.
 */
const contract = {
  method: 'post',
  tag: 'Bench',
  summary: 'Answers its own body',
  body: JournalEntryDraftSchema,
  answer: { status: 200, schema: JournalEntryDraftSchema },
} as const
const handler = {
  call: async (_call: unknown, { body }: { body: unknown }) => body,
  answer: (body: unknown) => ok(body),
}
const routes = [
  bind(operation({ ...contract, id: 'echo', path: '/echo', scope: 'public' }), handler),
  bind(
    operation({
      ...contract,
      id: 'echoForKey',
      path: '/v1/companies/{companyId}/echo',
      scope: 'ledger:post',
      params: companyParams,
    }),
    handler,
  ),
]

await runUntilStopped(async () => {
  wireRooms()
  const { platform, close } = await buildDeps(readConfig())
  // The echo for anybody is asked by one address, as often as it can.
  const { publicLimiter: _, ...parts } = partsOn(platform)
  const app = createHttpApp({ partsOf: () => parts, requestMaxBytes: platform.config.requestMaxBytes }, routes)
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  process.stdout.write(`answers at http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`)
  const stop = async (): Promise<void> => void server.close()
  return [{ stop }, { stop: close }]
})
