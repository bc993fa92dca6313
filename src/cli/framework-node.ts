/** The oldest Node.js on which the command line of the framework runs; `terrain/src` has that of CDK Terrain. */
export const FRAMEWORK_NODE = '20.19';
