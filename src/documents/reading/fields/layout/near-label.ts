/** Letters of a label for each one that an OCR may have read otherwise. */
const LETTERS_A_MISS = 5
const MAX_MISSES = 4

/** Letters to change, add or leave out to make one text of the other; `most` + 1 where there are more. */
function misses(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? most + 1
}

/** Whether an OCR may have read the one label for the other: a letter of five may differ, spaces aside. */
export function isNearLabel(read: string, known: string): boolean {
  const [a, b] = [read.replaceAll(' ', ''), known.replaceAll(' ', '')]
  const most = Math.min(Math.floor(b.length / LETTERS_A_MISS), MAX_MISSES)
  return most > 0 && misses(a, b, most) <= most
}
