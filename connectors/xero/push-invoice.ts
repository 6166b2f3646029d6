import { salesType } from './map.ts'
import { pushDocument } from './push-document.ts'

/** An issued invoice becomes an authorised sales invoice (ACCREC) under our number, a credit note its counterpart. */
export const pushInvoice = pushDocument(salesType)
