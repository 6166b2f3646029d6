import type { Word } from '../page-words.ts'

const WORD_LEVEL = '5'

/** Rows of tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function wordsOfTsv(tsv: string): Word[] {
  return tsv.split('\n').flatMap((row) => {
    const [level, , , , , , x, y, width, height, confidence, ...text] = row.split('\t')
    const word = text.join(' ').trim()
    if (level !== WORD_LEVEL || word === '') return []
    const box = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) }
    return [{ text: word, box, confidence: Math.round(Math.max(0, Number(confidence)) * 10) / 1000 }]
  })
}
