import { notAsDeclared, refusal } from '../../client/errors';
import { quote } from '../../text/text';
import type { SettingProtocol } from '../../vendor/protocol';
import { sendChange } from '../../vendor/send-change';
import { marksRequests } from '../definition/cluster-marks';
import {
  LONGEST_DESCRIPTION,
  type MarksDeclaration,
  stampDescription,
  stampOf,
} from '../model/marks';
import { clusterOf } from './clusters';

/** Stamps a restored cluster; whatever else its description says stays. */
export const clusterMarks: SettingProtocol<MarksDeclaration> = {
  async apply({ api, declaration, say }) {
    const { cluster: id } = declaration;
    const present = (await clusterOf(api, id)).description ?? '';
    const target = stampDescription(present, stampOf(declaration));
    if (present === target) return say(`${id} is stamped as declared`);
    if (target.length > LONGEST_DESCRIPTION) {
      throw refusal(
        `the description of ${id} would have ${target.length} characters, but only ${LONGEST_DESCRIPTION} are allowed`,
        'Shorten it in the Zilliz Cloud console, or shorten owner or dataClass',
      );
    }
    say(`${id}: description ${quote(present)} is changed to ${quote(target)}`);
    const kept = { description: present };
    const [request] = marksRequests(declaration, { differing: ['description'], kept });
    if (request === undefined) return;
    const [now] = await sendChange(api, request, async () => {
      const { description } = await clusterOf(api, id);
      return [description ?? ''].filter((one) => one !== target);
    });
    if (now === undefined) return say(`${id} is stamped as declared now`);
    throw notAsDeclared(
      `the API accepted the change, but the description of ${id} is still ${quote(now)}`,
      'Check the cluster in the Zilliz Cloud console',
      'after a fix',
    );
  },
};
