import type { HttpFile, RequestNode } from '../../http';

/** Requests by name, for many questions; the same answers as `requestByName`. */
export class RequestNames {
  private readonly exact = new Map<string, RequestNode[]>();
  private readonly anyCase = new Map<string, RequestNode[]>();

  constructor({ requests }: Pick<HttpFile, 'requests'>) {
    for (const request of requests) {
      const { name } = request;
      if (name === null) continue;
      add(this.exact, name, request);
      add(this.anyCase, name.toLowerCase(), request);
    }
  }

  /** The one request of this name, taken exactly, then in any case of letters; null when there is none, or more than one. */
  find(name: string): RequestNode | null {
    const found = this.exact.get(name) ?? this.anyCase.get(name.toLowerCase()) ?? [];
    return found.length === 1 ? (found[0] ?? null) : null;
  }
}

function add(map: Map<string, RequestNode[]>, key: string, request: RequestNode): void {
  const same = map.get(key);
  if (same) same.push(request);
  else map.set(key, [request]);
}
