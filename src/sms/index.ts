export {
  type DeliveryStatus,
  deliveryStatuses,
  isFinalStatus,
  messageFilters,
  type StatisticGroup,
  statisticGroup,
  statisticGroups,
} from './delivery-status';
export { isE164, MAX_RECIPIENTS } from './recipient';
export { type SenderFault, senderFault } from './sender';
export { type Encoding, measureText, type TextMeasure } from './text';
