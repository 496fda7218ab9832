/** Something from outside that a test or `npm start` needs cannot be had here. The message says what and why. */
export class Unavailable extends Error {
	override readonly name = 'Unavailable';
}
