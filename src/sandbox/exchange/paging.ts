import { ApiError } from '../basics/errors';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

/** Which page of a list a query asks for, counted from 1. */
export interface Page {
  readonly page: number;
  readonly limit: number;
}

/**
 * Reads `page` and `limit` (FACTS.md section 1.4). A limit above 100 is refused (section 8, decision 4).
 * @throws ApiError INVALID_PARAMS
 */
export function readPage(query: URLSearchParams): Page {
  const page = positive(query, 'page') ?? 1;
  const limit = positive(query, 'limit') ?? DEFAULT_LIMIT;
  if (limit > MAX_LIMIT) throw new ApiError('INVALID_PARAMS', `limit is above ${MAX_LIMIT}.`);
  return { page, limit };
}

function positive(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new ApiError('INVALID_PARAMS', `${name} is not a whole number above 0.`);
  return Number(text);
}

/** The rows of a page, and the envelope of all paged lists. A page after the last one is empty. */
export function paged<T>(rows: readonly T[], { page, limit }: Page) {
  const start = (page - 1) * limit;
  const envelope = { total: rows.length, page, limit, total_pages: Math.ceil(rows.length / limit) };
  return { rows: rows.slice(start, start + limit), envelope };
}
