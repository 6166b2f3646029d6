import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
  /** What the directory says of the size, where that is a lie. Bytes. */
  readonly saysSize?: number
  readonly isEncrypted?: boolean
  /** The name is UTF-8 and does not say so, as macOS writes it. */
  readonly isSilent?: boolean
  /** Lies on the bytes of the entry before. */
  readonly isOverlapping?: boolean
}

/** A ZIP file as sent by whoever (PKWARE APPNOTE 6.3.10, 4.3): also such as no honest program writes. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let previous = 0
  for (const { name, bytes, saysSize = bytes.length, ...is } of entries) {
    const { isEncrypted = false, isOverlapping = false, isSilent = false } = is
    const packed = deflateRawSync(bytes, { level: 9 })
    const fileName = Buffer.from(name, 'utf8')
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE((isSilent ? 0 : 0x800) | (isEncrypted ? 1 : 0), 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(saysSize, 18)
    facts.writeUInt16LE(fileName.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, fileName, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(isOverlapping ? previous : offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, fileName]))
    if (isOverlapping) continue
    files.push(local)
    previous = offset
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...files, central, end]))
}
