/** The vendor's own server: the default of the runner, and in front of every call that a review shows. */
export const SERVER = 'https://cockroachlabs.cloud';
