/** Whether a thread ended for want of its file: a bundle may have threads and not what they start with. */
export const isWithoutEntry = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(error.code))
