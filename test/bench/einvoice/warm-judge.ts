import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Sample } from '../measure.ts'

/** Another program with the official rules, loaded and waiting. */
export interface WarmJudge {
  /** Which stylesheet it runs. */
  readonly stylesheet: string
  /** Ids that fire, in the order of the documents. */
  ids(): Promise<string[][]>
  run(seconds: number): Promise<Sample>
  stop(): Promise<void>
}

/**
 * Speaks with a process that says "ready" when it is, answers "ids" by the ids that fired, documents apart by ";", and a
 * number of milliseconds by how many documents it judged in how many nanoseconds. Undefined when it ends before.
 */
export async function converse(child: ChildProcess, stylesheet: string): Promise<WarmJudge | undefined> {
  const { stdin, stdout } = child
  if (!stdin || !stdout) throw new Error('a process without pipes')
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<string | undefined> => (await lines.next()).value
  const ask = async (question: string): Promise<string> => {
    stdin.write(`${question}\n`)
    const line = await answer()
    if (line === undefined) throw new Error('the other judge ended by itself')
    return line
  }
  if ((await answer()) !== 'ready') return undefined
  return {
    stylesheet,
    ids: async () => (await ask('ids')).split(';').map((one) => (one === '' ? [] : one.split(' '))),
    async run(seconds) {
      const [count, ns] = (await ask(String(Math.round(seconds * 1000)))).split(' ').map(Number)
      return { perSecond: ((count ?? 0) * 1e9) / (ns ?? 0) }
    },
    async stop() {
      const exit = new Promise((settle) => child.once('exit', settle))
      stdin.end()
      await exit
    },
  }
}
