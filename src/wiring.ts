import { onCompanyOpened, openDimensions } from './companies/index.ts'

let isWired = false

/** Who hears of what across rooms: the one place where rooms that may not import each other are joined. */
export function wireRooms(): void {
  if (isWired) return
  isWired = true
  onCompanyOpened(openDimensions)
}
