import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * Judges documents by a compiled stylesheet with SaxonJS, which lies in a folder outside the project, and speaks as
 * WarmSaxon.java does. Arguments: the folder, the stylesheet, documents.
 */
interface SaxonJs {
  transform(options: object, execution: 'sync'): { principalResult: string }
}

const [folder = '', sheet = '', ...files] = process.argv.slice(2)
const { transform } = createRequire(join(folder, 'package.json'))('saxon-js') as SaxonJs
const stylesheetInternal: unknown = JSON.parse(readFileSync(sheet, 'utf8'))
const documents = files.map((file) => readFileSync(file))

/** From the bytes to the report, as a tree or as text. */
const judge = (document: Buffer | undefined, destination: 'document' | 'serialized') =>
  transform({ stylesheetInternal, sourceText: document?.toString() ?? '', destination }, 'sync').principalResult

/** Values of attributes may hold ">", so those of the tests are taken out first. */
const idsOf = (document: Buffer): string =>
  [
    ...judge(document, 'serialized')
      .replace(/\b(test|location)\s*=\s*("[^"]*"|'[^']*')/g, '')
      .matchAll(/<svrl:failed-assert\b[^>]*?\bid="([^"]*)"/g),
  ]
    .map(([, id]) => id)
    .join(' ')

function run(ms: number): string {
  const started = process.hrtime.bigint()
  let count = 0
  for (; Number(process.hrtime.bigint() - started) < ms * 1e6; count += 1) {
    judge(documents[count % documents.length], 'document')
  }
  return `${count} ${process.hrtime.bigint() - started}`
}

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${line === 'ids' ? documents.map(idsOf).join(';') : run(Number(line))}\n`)
}
