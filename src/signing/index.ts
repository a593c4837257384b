export { canonicalMessage, hmacHex, type SignedParts } from './canonical';
export { ServerClocks } from './clock';
export { FileLedger, type Ledger, LedgerError } from './ledger';
export { type Signature, type SigningPorts, signAt, signFresh } from './sign';
