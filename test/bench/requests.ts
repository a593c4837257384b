/** The text of a file with 10,000 requests, every other one with a JSON body. */
export function tenThousandRequests(): string {
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
