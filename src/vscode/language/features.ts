import type * as Language from '../../language';
import type { JsonBodies, JsonChecks } from '../../language';
import { say } from '../words';

/** The language part and the JSON service, each loaded when it is first asked for. */
export class LanguageFeatures {
  private json: Promise<JsonBodies> | null = null;
  /** Loads the JSON service when the first body is checked. */
  readonly jsonChecks: JsonChecks = {
    diagnostics: async (...asked) => (await this.jsonBodies()).diagnostics(...asked),
  };

  /** A bundle of its own in dist/. */
  load(): Promise<typeof Language> {
    return import('../../language');
  }

  /** Another one: bodies of JSON are what brings it in. */
  jsonBodies(): Promise<JsonBodies> {
    this.json ??= import('../../language/json').then(({ createJsonBodies }) => createJsonBodies(say));
    return this.json;
  }
}
