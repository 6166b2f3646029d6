export interface TnefFile {
  readonly title: string
  readonly longName?: string
  readonly bytes?: Uint8Array
  /** The bytes among the properties, as some servers write them. */
  readonly property?: Uint8Array
  /** An attached message: another stream. */
  readonly message?: Uint8Array
}

const uint16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8])
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])

const attribute = (level: number, id: number, content: Buffer): Buffer => {
  const sum = content.reduce((total, byte) => (total + byte) & 0xffff, 0)
  return Buffer.concat([Buffer.from([level]), uint32(id), uint32(content.length), content, uint16(sum)])
}

const variable = (type: number, id: number, value: Buffer): Buffer =>
  Buffer.concat([uint16(type), uint16(id), uint32(1), uint32(value.length), padded(value)])

/** Properties before and behind those that matter: a named one, one of two bytes, one of eight, one of many values. */
function propertiesOf({ longName, message, property }: TnefFile): Buffer {
  const named = Buffer.concat([
    uint16(0x1f),
    uint16(0x8001),
    Buffer.alloc(16, 7),
    uint32(1),
    uint32(6),
    padded(Buffer.from('n\0\0\0\0\0')),
  ])
  const own: Buffer[] = [
    Buffer.concat([named, uint32(1), uint32(4), Buffer.from('v\0\0\0')]),
    Buffer.concat([uint16(0x02), uint16(0x3705), uint16(1), uint16(0)]),
    Buffer.concat([uint16(0x40), uint16(0x3007), Buffer.alloc(8, 1)]),
    Buffer.concat([uint16(0x1003), uint16(0x3a00), uint32(2), uint32(5), uint32(6)]),
  ]
  if (longName !== undefined) own.push(variable(0x1f, 0x3707, Buffer.from(`${longName}\0`, 'utf16le')))
  if (property) own.push(variable(0x102, 0x3701, Buffer.from(property)))
  if (message) own.push(variable(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16, 3), message])))
  return Buffer.concat([uint32(own.length), ...own])
}

/** A winmail.dat as Outlook writes it (MS-OXTNEF 2.1). */
export function tnefOf(files: readonly TnefFile[]): Uint8Array {
  const head = [uint32(0x223e9f78), uint16(1), attribute(1, 0x00089006, uint32(0x10000))]
  const attributes = files.flatMap((file) => [
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from(`${file.title}\0`, 'latin1')),
    ...(file.bytes ? [attribute(2, 0x0006800f, Buffer.from(file.bytes))] : []),
    attribute(2, 0x00069005, propertiesOf(file)),
  ])
  return new Uint8Array(Buffer.concat([...head, ...attributes]))
}
