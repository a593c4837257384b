// The few kinds of D-Bus message that reading one property needs (D-Bus Specification, "Message Protocol").

const METHOD_CALL = 1;
export const METHOD_RETURN = 2;
/** The service must be running: asking for its state must not start it. */
const NO_AUTO_START = 2;

/** A method call whose arguments are all strings. */
export interface Call {
  readonly serial: number;
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly string[];
}

export interface Message {
  readonly type: number;
  readonly replySerial: number | null;
  readonly body: Buffer;
  readonly littleEndian: boolean;
  /** Bytes that the message takes. */
  readonly size: number;
}

/** Writes a method call, little-endian. */
export function encodeCall(call: Call): Buffer {
  const body = new Writer();
  for (const arg of call.args) body.string(arg);
  const header = new Writer();
  header.bytes(0x6c, METHOD_CALL, NO_AUTO_START, 1);
  header.uint32(body.length);
  header.uint32(call.serial);
  const fields = new Writer();
  fields.field(1, 'o', call.path);
  fields.field(2, 's', call.interface);
  fields.field(3, 's', call.member);
  fields.field(6, 's', call.destination);
  if (call.args.length > 0) fields.signatureField(8, 's'.repeat(call.args.length));
  header.uint32(fields.length);
  header.append(fields);
  header.align(8);
  header.append(body);
  return header.toBuffer();
}

/** Reads the message at the beginning of `data`; null while it is not complete. */
export function decodeMessage(data: Buffer): Message | null {
  if (data.length < 16) return null;
  const littleEndian = data[0] === 0x6c;
  const bodyLength = readUint32(data, 4, littleEndian);
  const fieldsEnd = 16 + readUint32(data, 12, littleEndian);
  const bodyStart = aligned(fieldsEnd, 8);
  const size = bodyStart + bodyLength;
  if (data.length < size) return null;
  return {
    type: data.readUInt8(1),
    replySerial: replySerial(data, fieldsEnd, littleEndian),
    body: data.subarray(bodyStart, size),
    littleEndian,
    size,
  };
}

/** The first argument of a body, being a string or an object path. */
export function readString({ body, littleEndian }: Message): string {
  return body.toString('utf8', 4, 4 + readUint32(body, 0, littleEndian));
}

/** The first argument of a body, being a variant that holds a boolean; null when it holds something else. */
export function readBooleanVariant({ body, littleEndian }: Message): boolean | null {
  return body.toString('latin1', 0, 3) === '\x01b\0' ? readUint32(body, 4, littleEndian) === 1 : null;
}

/** Header fields are an array of (code, variant); those of a reply hold strings, signatures and numbers. */
function replySerial(data: Buffer, end: number, littleEndian: boolean): number | null {
  for (let at = 16; at < end; ) {
    at = aligned(at, 8);
    const code = data.readUInt8(at);
    const type = String.fromCharCode(data.readUInt8(at + 2));
    at += 4; // code, signature's length, signature, zero
    if (type === 'g') {
      at += data.readUInt8(at) + 2;
      continue;
    }
    at = aligned(at, 4);
    const value = readUint32(data, at, littleEndian);
    if (code === 5 && type === 'u') return value;
    at += type === 'u' ? 4 : 4 + value + 1;
  }
  return null;
}

function readUint32(data: Buffer, at: number, littleEndian: boolean): number {
  return littleEndian ? data.readUInt32LE(at) : data.readUInt32BE(at);
}

function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to;
}

class Writer {
  private readonly content: number[] = [];

  get length(): number {
    return this.content.length;
  }

  bytes(...values: number[]): void {
    this.content.push(...values);
  }

  append(other: Writer): void {
    this.content.push(...other.content);
  }

  align(to: number): void {
    while (this.content.length % to !== 0) this.content.push(0);
  }

  uint32(value: number): void {
    this.align(4);
    this.content.push(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
  }

  string(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.uint32(bytes.length);
    this.content.push(...bytes, 0);
  }

  /** A header field; the array of fields begins at a multiple of 8, so alignment inside it is the message's. */
  field(code: number, type: 'o' | 's', text: string): void {
    this.align(8);
    this.bytes(code, 1, type.charCodeAt(0), 0);
    this.string(text);
  }

  signatureField(code: number, signature: string): void {
    this.align(8);
    this.bytes(code, 1, 'g'.charCodeAt(0), 0, signature.length, ...Buffer.from(signature, 'latin1'), 0);
  }

  toBuffer(): Buffer {
    return Buffer.from(this.content);
  }
}
