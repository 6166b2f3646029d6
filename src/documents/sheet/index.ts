export type { Sheet, SheetAttachment } from './sheet.ts'
export { SHEET_POLICY, sheetHtml } from './sheet-html.tsx'
export type { SheetLinks } from './sheet-links.ts'
export { sheetOf } from './sheet-of.ts'
