import {
  type BodyPart,
  encodeForm,
  type FilePart,
  type Finding,
  graphqlJson,
  type RequestNode,
  sourceOffsets,
} from '../http';
import type { Problem } from '../messages';
import type { BodyFiles } from './body-files';
import { headerOf } from './header';
import type { HeaderPair } from './prepared';
import type { Substitution } from './substitution';

/** The bytes of a body, and what went wrong on the way. */
export interface BuiltBody {
  readonly bytes: Buffer;
  readonly findings: readonly Finding[];
}

/**
 * Builds the bytes of a body (http-dialect: body, form bodies, body from a file, GraphQL).
 * @param source text of the document, for the places of variables
 * @param headers of the request, variables replaced
 */
export async function buildBody(
  source: string,
  { body, syntax }: RequestNode,
  headers: readonly HeaderPair[],
  substitution: Substitution,
  files: BodyFiles,
): Promise<BuiltBody> {
  if (!body) return { bytes: Buffer.alloc(0), findings: [] };
  // curl sends its data as they stand.
  const isEncoded = isForm(headers) && syntax !== 'curl';
  const builder = new BodyBuilder(source, isEncoded, substitution, files);
  const bytes = body.graphql
    ? await builder.graphql(body.graphql.query, body.graphql.variables)
    : await builder.concat(body.parts);
  return { bytes, findings: builder.findings };
}

class BodyBuilder {
  readonly findings: Finding[] = [];

  constructor(
    private readonly source: string,
    private readonly form: boolean,
    private readonly substitution: Substitution,
    private readonly files: BodyFiles,
  ) {}

  async concat(parts: readonly BodyPart[]): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (const part of parts) chunks.push(part.kind === 'text' ? this.text(part) : await this.file(part));
    return Buffer.concat(chunks);
  }

  async graphql(query: readonly BodyPart[], variables: readonly BodyPart[]): Promise<Buffer> {
    const [queryText, variablesText] = [await this.concat(query), await this.concat(variables)].map(String);
    return Buffer.from(graphqlJson(queryText ?? '', variablesText ?? ''), 'utf8');
  }

  private text(part: Extract<BodyPart, { kind: 'text' }>): Buffer {
    const text = this.substitution.text(part.text, sourceOffsets(this.source, part));
    return Buffer.from(this.form ? encodeForm(text) : text, 'utf8');
  }

  private async file(part: FilePart): Promise<Buffer> {
    const before = this.substitution.unresolved.length;
    const path = this.substitution.text(part.path, part.pathSpan.start);
    // Which file is meant is not known then.
    if (this.substitution.unresolved.length > before) return Buffer.alloc(0);
    const file = await this.files.read(path);
    if (!file.ok) {
      const { reason, outside } = file;
      if (reason === null) return this.fail(part, { code: 'request.body.fileMissing', args: { path } });
      const code = outside ? 'request.body.fileOutside' : 'request.body.fileRefused';
      return this.fail(part, { code, args: { path, reason } });
    }
    return part.substitute ? this.decoded(part, path, file.bytes) : Buffer.from(file.bytes);
  }

  /** `<@`: read as text, variables replaced, sent as UTF-8. */
  private decoded(part: FilePart, path: string, bytes: Uint8Array): Buffer {
    const encoding = part.encoding ?? 'utf-8';
    let decoder: InstanceType<typeof TextDecoder>;
    try {
      decoder = new TextDecoder(encoding, { fatal: true });
    } catch {
      return this.fail(part, { code: 'request.body.encoding', args: { encoding, path } });
    }
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      return this.fail(part, { code: 'request.body.undecodable', args: { encoding, path } });
    }
    // Variables in a file have no place in the document; the line that names the file stands for them.
    return Buffer.from(
      this.substitution.text(text, () => part.start),
      'utf8',
    );
  }

  private fail({ start, end }: FilePart, problem: Problem): Buffer {
    this.findings.push({ start, end, severity: 'error', problem });
    return Buffer.alloc(0);
  }
}

function isForm(headers: readonly HeaderPair[]): boolean {
  const type = headerOf(headers, 'content-type') ?? '';
  return type.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}
