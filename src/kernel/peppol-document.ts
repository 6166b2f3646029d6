/**
 * What Peppol knows documents by: root, customization and version, "Invoice-2::Invoice##urn:…::2.1", in one of two
 * schemes (Policy for use of Identifiers 4.4.0, policies 16 to 20). BIS Billing 3 is of the first, in which a
 * registration means that very document; PINT of the second, in which "…billing-1*" means all that is made more
 * special behind an "@", too.
 */
const SCHEMED = /^(busdox-docid-qns|peppol-doctype-wildcard)::/
const WILDCARD = 'peppol-doctype-wildcard'
const PARTS = /^(.*##)(.+)(::[^:]*)$/s

/** Whether somebody who is registered for these documents takes one; names may stand without their scheme. */
export function takesDocument(registered: readonly string[], documentType: string): boolean {
  const [, root, customization, version] = PARTS.exec(documentType) ?? []
  if (root === undefined || customization === undefined) return registered.includes(documentType)
  const isPint = customization.startsWith('urn:peppol:pint:')
  const wanted = isPint ? specialisations(customization).map((one) => `${root}${one}${version}`) : [documentType]
  return registered.some((name) => {
    const scheme = SCHEMED.exec(name)?.[1]
    if (scheme !== undefined && (scheme === WILDCARD) !== isPint) return false
    return wanted.includes(name.replace(SCHEMED, ''))
  })
}

/** The customization itself, and each that it is a special case of: "a@b" is "a@b*" and "a*". */
function specialisations(customization: string): string[] {
  const parts = customization.split('@')
  return [customization, ...parts.map((_, count) => `${parts.slice(0, count + 1).join('@')}*`)]
}
