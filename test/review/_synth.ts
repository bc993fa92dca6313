import { firstVersion, secondVersion } from '/work/main/test/review/app';
firstVersion('/tmp/rv/first'); secondVersion('/tmp/rv/second');
