import assert from 'node:assert/strict';
import { restartLimit } from '../../client/src/restart-limit';

describe('restarting a server that dies', () => {
	it('stops after four times in three minutes', () => {
		const mayRestart = restartLimit();
		assert.deepEqual(
			[0, 1, 2, 3, 4].map(second => mayRestart(second * 1000)),
			[true, true, true, true, false],
		);
	});

	it('goes on when it dies now and then', () => {
		const mayRestart = restartLimit();
		for (let minute = 0; minute < 60; minute++) assert.equal(mayRestart(minute * 60_000), true);
	});
});
