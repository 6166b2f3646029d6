import { billType } from './map.ts'
import { pushDocument } from './push-document.ts'

/** A booked supplier invoice becomes an authorised bill (ACCPAY), a credit note its counterpart. */
export const pushReceipt = pushDocument(billType)
