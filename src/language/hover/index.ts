export { headerMeaning } from './header';
export { hoverAt } from './hover';
