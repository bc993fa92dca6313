import { testCitations } from '../support/citations';

testCitations('cockroach.md', 30);
