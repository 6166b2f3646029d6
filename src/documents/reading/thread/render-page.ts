import { createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist'
import { type GreyImage, greyOfRgba } from './grey-image.ts'
import { LONGEST_SIDE } from './messages.ts'

/** Points in an inch. */
const POINTS = 72
/** Dots in an inch at which tesseract reads print best. */
const OCR_DPI = 300
/** An A3 page at that density. */
const MOST_PIXELS = 18_000_000

/** Pixels for each point at which a page is recognised. */
export function ocrScale(page: PDFPageProxy): number {
  const { width, height } = page.getViewport({ scale: 1 })
  return Math.min(OCR_DPI / POINTS, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)))
}

/** Pixels for each point at which a page is so many pixels wide; fewer for one that is very long. */
export function pictureScale(page: PDFPageProxy, pixels: number, turn: number): number {
  const { width, height } = page.getViewport({ scale: 1, rotation: page.rotate + turn })
  const most = Math.min(LONGEST_SIDE / Math.max(1, height), Math.sqrt(MOST_PIXELS / Math.max(1, width * height)))
  return Math.min(pixels / Math.max(1, width), most)
}

/** A page as a picture on white, `scale` pixels for each point; turned clockwise by some quarters, when asked for. */
export async function drawPage(page: PDFPageProxy, scale: number, turn = 0) {
  const viewport = page.getViewport({ scale, rotation: page.rotate + turn })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  // pdf.js describes a browser's canvas; the one for Node has all that it draws with.
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: 'white' }).promise
  return canvas
}

/** A page in shades of grey, as OCR takes it. */
export async function greyPage(page: PDFPageProxy, scale: number): Promise<GreyImage> {
  const canvas = await drawPage(page, scale)
  return greyOfRgba(canvas.data(), canvas.width, canvas.height)
}
