/** Rows of a plain CSV (no quotes in it) as records by the header line. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = '', ...rows] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, index) => [names[index] ?? '', value])))
}
