import { fail } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { readCamtTree } from './camt/read-camt.ts'
import type { StatementFile } from './statement.ts'
import './statement.problems.ts'

/** Largest statement file that is read, in bytes. */
export const STATEMENT_LIMIT_BYTES = 50_000_000

/** Reads a bank statement of any format that we know, by its content. Fails with statement_* or xml_* problems. */
export function readStatementFile(bytes: Uint8Array): StatementFile {
  if (looksLikeXml(bytes)) return readCamtTree(parseXml(bytes, { limits: { bytes: STATEMENT_LIMIT_BYTES } }))
  return fail('statement_format_unknown', 'The file is no ISO 20022 account statement (camt.052, camt.053, camt.054).')
}

/** XML in an 8-bit encoding or UTF-16, with or without a byte order mark. */
function looksLikeXml(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace(/\0/g, '')
  return /^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*</.test(start)
}
