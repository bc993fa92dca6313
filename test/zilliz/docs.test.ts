import { testCitations } from '../support/citations';

testCitations('zilliz.md', 30);
