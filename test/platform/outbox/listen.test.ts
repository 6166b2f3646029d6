import { expect, it } from 'vitest'
import { createLogger } from '#src/platform/log.ts'
import { listen } from '#src/platform/outbox/listen.ts'
import { startPump } from '#src/platform/outbox/pump.ts'
import { createWaker, OUTBOX_CHANNEL } from '#src/platform/outbox/waker.ts'
import { testDatabase } from '#test/support/database.ts'

const log = createLogger('silent')

it('a wake of another process is heard, also after the connection broke', async () => {
  const { url, pools } = await testDatabase()
  let heard = 0
  const ear = await listen(url, OUTBOX_CHANNEL, log, () => {
    heard += 1
  })
  try {
    createWaker(pools.app, log).wake()
    await expect.poll(() => heard).toBe(1)
    await pools.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'bilag-listen' and datname = current_database()`,
    )
    // Being connected again counts as a wake: something may have been missed.
    await expect.poll(() => heard, { timeout: 10_000 }).toBe(2)
    createWaker(pools.app, log).wake()
    await expect.poll(() => heard, { timeout: 10_000 }).toBe(3)
  } finally {
    await ear.stop()
  }
})

it('a pump goes on after a pass that failed, and gathers wakes while a pass runs', async () => {
  let passes = 0
  let release = (): void => undefined
  const pump = startPump({
    name: 'test',
    pollMs: 60_000,
    log,
    pass: async () => {
      passes += 1
      if (passes === 1) throw new Error('the database was away')
      if (passes === 2) await new Promise<void>((settle) => (release = settle))
      return false
    },
  })
  await expect.poll(() => passes, { timeout: 5000 }).toBe(2)
  pump.wake()
  pump.wake()
  release()
  await expect.poll(() => passes).toBe(3)
  await pump.stop()
  expect(passes).toBe(3)
})
