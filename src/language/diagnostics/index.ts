export { type DiagnoseOptions, Diagnoser } from './diagnoser';
