/** Packs by LZW as PDF has it: codes of 9 to 12 bits, the table begun anew when it is full. */
export function packLzw(bytes: Uint8Array, early: boolean): Buffer {
  const bits: string[] = []
  let table = new Map<string, number>()
  let next = 258
  const write = (code: number): void => {
    const needed = next + (early ? 1 : 0)
    bits.push(code.toString(2).padStart(needed <= 512 ? 9 : needed <= 1024 ? 10 : needed <= 2048 ? 11 : 12, '0'))
  }
  const codeOf = (run: string): number => (run.length === 1 ? run.charCodeAt(0) : (table.get(run) ?? -1))
  write(256)
  let run = ''
  for (const byte of bytes) {
    const longer = run + String.fromCharCode(byte)
    if (codeOf(longer) >= 0) {
      run = longer
      continue
    }
    write(codeOf(run))
    table.set(longer, next)
    next += 1
    run = String.fromCharCode(byte)
    if (next < 4094) continue
    write(256)
    table = new Map()
    next = 258
  }
  if (run !== '') {
    write(codeOf(run))
    next += 1
  }
  write(257)
  const text = bits.join('')
  return Buffer.from(text.match(/.{1,8}/g)?.map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2)) ?? [])
}
