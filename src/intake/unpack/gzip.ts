import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { fail } from '#src/kernel/problem.ts'
import { FILE_BYTES_MAX } from './limits.ts'
import type { Part } from './part.ts'

export const GZIP = 'application/gzip'

const open = promisify(gunzip)

/** Magic number and the only method there is (RFC 1952, 2.3.1). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8

/** The file in a GZIP, named as that without its ending. Fails with zip_too_large and zip_malformed. */
export async function ungzip(bytes: Uint8Array, name: string): Promise<Part[]> {
  try {
    const content = await open(bytes, { maxOutputLength: FILE_BYTES_MAX })
    return [{ name: name.replace(/\.gz$/i, ''), mediaType: '', bytes: new Uint8Array(content) }]
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      fail('zip_too_large', `The file opens to more than the ${FILE_BYTES_MAX} bytes that are taken.`)
    return fail('zip_malformed', 'The GZIP file is damaged; pack it again.')
  }
}
