import { testCitations } from '../support/citations';

testCitations('comparison.md', 15);
