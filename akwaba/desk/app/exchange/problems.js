/** What can go wrong between this device and its node. Nothing is lost by any of it. */

import { DeskProblem } from "../store/problems.js";

/** No answer that the node signed came in time: no network, no node, or something in between. */
export class Unreached extends DeskProblem {
  /** @param {string} detail */
  constructor(detail) {
    super("unreached", detail);
  }
}

/** Something answered under the address of our node that is not our node. */
export class OtherNode extends DeskProblem {
  constructor() {
    super("other_node");
  }
}

/** The node refused, in its own words and the officer's language. */
export class Refused extends DeskProblem {
  /**
   * @param {number} status of HTTP
   * @param {{problem?: string, sentence?: string, server_time?: number}} said
   */
  constructor(status, said) {
    super(said.problem ?? `http_${status}`);
    this.status = status;
    this.sentence = said.sentence ?? "";
    this.server_time = said.server_time ?? null;
  }
}
