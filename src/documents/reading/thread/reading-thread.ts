import { parentPort } from 'node:worker_threads'
import { type Report, type Task, Unreadable } from './messages.ts'

/**
 * Entry of a thread that reads one file at a time: PDFs and pictures come from strangers, and what takes too long or
 * too much memory is ended together with its thread. Libraries are loaded when a file first needs them.
 */
const port = parentPort
if (!port) throw new Error('the reading thread runs as a worker only')
const tell = (report: Report): void => port.postMessage(report)

// What libraries print goes nowhere: standard output belongs to the command line.
const swallow = (): boolean => true
process.stdout.write = swallow
process.stderr.write = swallow

port.on('message', (task: Task) => {
  void answer(task).then(tell, (error: unknown) => {
    const isExpected = error instanceof Unreadable
    const code = isExpected ? error.code : 'document_unread'
    tell({ kind: 'failed', code, message: isExpected ? error.message : `The file could not be read: ${String(error)}` })
  })
})

async function answer(task: Task): Promise<Report> {
  if (task.kind === 'picture') {
    const { drawPicture } = await import('./draw-picture.ts')
    return { kind: 'done', picture: await drawPicture(task) }
  }
  const { readWords } = await import('./read-words.ts')
  await readWords(task, tell)
  return { kind: 'done' }
}
