/** The oldest Node.js on which the command line of the framework runs. */
export const FRAMEWORK_NODE = '22.19';
