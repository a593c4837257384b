export { canonicalMessage, hmacHex, type SignedParts } from './canonical';
export { ServerClocks } from './clock';
export { FileLedger, type Ledger, LedgerError, type UsedSignatures } from './ledger';
export { opensslLine } from './openssl';
export { type Signature, type SigningPorts, signAt, signFresh } from './sign';
export { visibleText } from './visible';
