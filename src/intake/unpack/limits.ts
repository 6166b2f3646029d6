const MIB = 1024 * 1024

/**
 * Bounds on what one arrival may hold. They are far above what a person sends (a year of invoices in one archive) and
 * far below what would hurt a server.
 */
export const FILE_BYTES_MAX = 30 * MIB
/** Files of one intake, archives and mails counted with what is in them. */
export const FILES_MAX = 1000
/** A ZIP in a mail in a mail is 3. */
export const DEPTH_MAX = 4
export const ZIP_ENTRIES_MAX = 500
/** Of all files of one archive together, when they are open. */
export const ZIP_BYTES_MAX = 200 * MIB
/**
 * What the files are together to what the archive is, from SMALL on. Deflate ends near 1032 to 1; scans and XML stay
 * below 50.
 */
export const ZIP_RATIO_MAX = 200
export const ZIP_RATIO_FROM_BYTES = 4 * MIB
