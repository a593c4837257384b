import { parse } from '../../src/http';
import { compare, type Figure, inTurn } from './measure';

/** A full parse of 10,000 requests against splitting the same text into lines. */
export async function parsing(): Promise<readonly Figure[]> {
  const text = tenThousandRequests();
  const times = await inTurn(
    20,
    () => parse(text),
    () => text.split(/\r?\n/),
  );
  const megabytes = (text.length / 1024 / 1024).toFixed(1);
  return [compare(`full parse of ${megabytes} MB against split into lines, median`, times, 0.5, '≤ 2.00')];
}

function tenThousandRequests(): string {
  const requests = Array.from({ length: 10_000 }, (_, i) =>
    i % 2 === 0
      ? [
          `### Send number ${i}`,
          '# @credential sandbox',
          'POST {{baseUrl}}/api/v1/sms/send',
          'Content-Type: application/json',
          '',
          '{',
          `  "to": ["+1415555${String(i).padStart(4, '0')}"],`,
          `  "message": "Your code is ${i}, valid for five minutes",`,
          '  "sender_id": "MyApp"',
          '}',
          '',
        ]
      : [
          `### Statistics ${i}`,
          `# The week of day ${i}`,
          'GET {{baseUrl}}/api/v1/sms/stats',
          '  ?period=7d',
          `  &sender=App${i}`,
          'Accept: application/json',
          '',
        ],
  );
  return requests.flat().join('\n');
}
