export { SendLenses } from './provider';
