import { createAdaptorServer } from '@hono/node-server'
import { partsOn } from '#src/api.ts'
import { readConfig } from '#src/config.ts'
import { buildDeps } from '#src/deps.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { parseMinor } from '#src/kernel/money.ts'
import { type DraftEntry, type JournalEntry, ledgerRoutes, postJournalEntry, wireEntry } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import { created } from '#src/platform/http/answer.ts'
import { bind } from '#src/platform/http/bind.ts'
import { createHttpApp } from '#src/platform/http/create-http-app.ts'
import { runUntilStopped } from '#src/run-until-stopped.ts'
import { wireRooms } from '#src/wiring.ts'

interface Written {
  readonly bookedOn: string
  readonly description: string
  readonly lines: readonly { readonly account: string; readonly debit?: string; readonly credit?: string }[]
}

const minor = (text: string | undefined): bigint => (text === undefined ? 0n : (parseMinor(text, 'NOK') ?? 0n))

const toDraft = ({ bookedOn, description, lines }: Written): DraftEntry => ({
  bookedOn: bookDate(bookedOn),
  description,
  lines: lines.map(({ account, debit, credit }) => ({ account, amountMinor: minor(debit) - minor(credit) })),
})

/** The same command inside one that is not batched: each request has a transaction, and a flush, of its own. */
const postAlone = command(
  'bench.postAlone',
  { can: 'ledger:post' },
  (cx, written: Written): Promise<JournalEntry> => postJournalEntry(cx, toDraft(written)),
)

const postOp = ledgerRoutes.find(({ operation }) => operation.id === 'postJournalEntry')?.operation
if (!postOp) throw new Error('the ledger has no postJournalEntry')
const route = bind(postOp, {
  call: (call, { body }) => postAlone(call, body as Written),
  answer: (entry) => created(wireEntry(entry)),
})

await runUntilStopped(async () => {
  wireRooms()
  const { platform, close } = await buildDeps(readConfig())
  const parts = partsOn(platform)
  const app = createHttpApp({ partsOf: () => parts, requestMaxBytes: platform.config.requestMaxBytes }, [route])
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  process.stdout.write(`answers at http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`)
  const stop = async (): Promise<void> => void server.close()
  return [{ stop }, { stop: close }]
})
