import type { Answer } from '../exchange/answer';
import type { Call } from '../exchange/call';
import { newestFirst, UNIFIED_RULES, unifiedRow } from './lists';
import { type Selected, select } from './selection';

/** Rows of the longest export (FACTS.md section 1.6). */
const MAX_ROWS = 1_000_000;

/** The columns are not published: they are the members of the unified list, in its order. */
const COLUMNS = [
  'id',
  'source',
  'recipient',
  'sender_id',
  'message',
  'status',
  'status_code',
  'cost',
  'sent_at',
  'delivered_at',
  'clicked',
  'clicked_at',
  'action_type',
  'action_at',
] as const satisfies readonly (keyof ReturnType<typeof unifiedRow>)[];

/** `GET /sms/messages/unified/export` (FACTS.md section 1.6): CSV by RFC 4180 in UTF-8, sent line by line. */
export function exportUnifiedMessages(call: Call): Answer {
  const selection = select(call, UNIFIED_RULES);
  const { from, to } = selection.period;
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="messages_${from}_${to}.csv"`,
    },
    body: lines(newestFirst(selection).slice(0, MAX_ROWS)),
  };
}

function* lines(messages: readonly Selected[]): Iterable<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for (const selected of messages) {
    const row = unifiedRow(selected);
    yield `${COLUMNS.map((name) => field(row[name])).join(',')}\r\n`;
  }
}

/**
 * A value as it is, in quotes where it needs them; null is empty. Nothing is put before values that a spreadsheet could take
 * for a formula: every recipient begins with `+`, and a program that reads the file has to find the number as it was sent.
 */
function field(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
