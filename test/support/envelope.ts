/** A document in the envelope of Peppol, as an access point hands it over (Business Message Envelope 2.0). */
export const inEnvelope = (xml: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<sh:StandardBusinessDocument xmlns:sh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">
<sh:StandardBusinessDocumentHeader><sh:HeaderVersion>1.0</sh:HeaderVersion>
<sh:Sender><sh:Identifier Authority="iso6523-actorid-upis">0192:991825827</sh:Identifier></sh:Sender>
<sh:Receiver><sh:Identifier Authority="iso6523-actorid-upis">0192:987654325</sh:Identifier></sh:Receiver>
<sh:DocumentIdentification><sh:Standard>urn:oasis:names:specification:ubl:schema:xsd:Invoice-2</sh:Standard><sh:TypeVersion>2.1</sh:TypeVersion><sh:InstanceIdentifier>c0ffee00-1234-4a5b-8c6d-001122334455</sh:InstanceIdentifier><sh:Type>Invoice</sh:Type><sh:CreationDateAndTime>2026-03-02T09:00:00Z</sh:CreationDateAndTime></sh:DocumentIdentification>
<sh:BusinessScope><sh:Scope><sh:Type>DOCUMENTID</sh:Type><sh:InstanceIdentifier>x</sh:InstanceIdentifier></sh:Scope></sh:BusinessScope>
</sh:StandardBusinessDocumentHeader>
${xml.replace(/^(\ufeff)?\s*(<\?xml[^>]*\?>)?/, '')}
</sh:StandardBusinessDocument>`)
