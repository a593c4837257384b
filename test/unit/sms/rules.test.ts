import assert from 'node:assert/strict';
import {
  deliveryStatuses,
  isE164,
  isFinalStatus,
  messageFilters,
  senderFault,
  statisticGroup,
  statisticGroups,
} from '../../../src/sms';

describe('recipients (FACTS.md section 5.2)', () => {
  for (const number of ['+447911123456', '+14155551234', '+1234567', '+123456789012345']) {
    it(`${number} has the E.164 form`, () => assert.ok(isE164(number)));
  }
  for (const number of [
    '447911123456',
    '+0123456789',
    '+123456',
    '+1234567890123456',
    '+1 415 555',
    '+1415555123a',
    '',
    '+',
  ]) {
    it(`"${number}" has not`, () => assert.ok(!isE164(number)));
  }
  it('a line break after a number is not overlooked', () => assert.ok(!isE164('+14155551234\n')));
});

describe('senders (FACTS.md section 5.3)', () => {
  for (const sender of ['MyApp', 'abc', 'A1234567890', '+14155551234']) {
    it(`${sender} is allowed`, () => assert.equal(senderFault(sender), undefined));
  }
  for (const [sender, fault] of [
    ['', 'empty'],
    ['ab', 'tooShort'],
    ['A12345678901', 'tooLong'],
    ['1App', 'startsWithDigit'],
    ['14155551234', 'startsWithDigit'],
    ['My App', 'badCharacter'],
    ['Müller', 'badCharacter'],
    ['MyApp\n', 'badCharacter'],
    ['+0123', 'badNumber'],
  ] as const) {
    it(`${JSON.stringify(sender)} is refused: ${fault}`, () => assert.equal(senderFault(sender), fault));
  }
});

describe('delivery statuses (FACTS.md section 5.5)', () => {
  it('pending, sent, ENROUTE and ACCEPTD are not final, all others are', () => {
    assert.deepEqual(
      deliveryStatuses.filter((status) => !isFinalStatus(status)),
      ['pending', 'sent', 'ENROUTE', 'ACCEPTD'],
    );
  });

  it('an undocumented status is not taken as final', () => assert.ok(!isFinalStatus('BUFFERED')));

  it('the filters of the message lists mean what FACTS.md section 1.4 says', () => {
    assert.deepEqual(messageFilters.pending, ['pending', 'sent', 'ENROUTE', 'ACCEPTD']);
    assert.deepEqual(messageFilters.sent, messageFilters.pending);
    assert.deepEqual(messageFilters.failed, messageFilters.undelivered);
    assert.ok(!(messageFilters.undelivered as readonly string[]).includes('UNKNOWN'));
  });

  it('each status belongs to exactly one counter of the statistics, UNKNOWN to the undelivered', () => {
    assert.deepEqual([...Object.values(statisticGroups).flat()].sort(), [...deliveryStatuses].sort());
    assert.equal(statisticGroup('UNKNOWN'), 'undelivered');
    assert.equal(statisticGroup('DELIVRD'), 'delivered');
    assert.equal(statisticGroup('sent'), 'pending');
    assert.equal(statisticGroup('EXPIRED'), 'expired');
  });
});
