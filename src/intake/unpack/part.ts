/** A file found in an archive or mail. */
export interface Part {
  readonly name: string
  /** What the sender calls it; what it is, its bytes tell. */
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Why it is no document, when it is none: it stays in the mail around it and is listed. */
  readonly ignored?: { readonly code: string; readonly detail: string }
  /** Why it is refused before anybody looks into it. Its bytes may be missing then. */
  readonly refused?: { readonly code: string; readonly detail: string }
}
