/**
 * UI Kit on this machine. An app that is made with it runs in a frame and sends its whole tree on every commit; Atlassian's renderer of that
 * tree is not public, so this one draws the components that the app uses. What it shows proves behaviour, not pixels.
 */
export { uiKitScript } from './script';
export { uiKitStyles } from './styles';
