/** What can go wrong on the device itself; screens choose their sentence by the code. */

export class DeskProblem extends Error {
  /**
   * @param {string} code
   * @param {string} [detail] for a developer, without personal data
   */
  constructor(code, detail = "") {
    super(detail || code);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The disk or the browser's share of it is full. Nothing was stored, nothing was lost before. */
export class StorageFull extends DeskProblem {
  constructor() {
    super("storage_full");
  }
}

/** The browser could not store it, for a reason other than space. Nothing was stored. */
export class WriteFailed extends DeskProblem {
  /** @param {string} detail */
  constructor(detail) {
    super("write_failed", detail);
  }
}

/** This device has not been enrolled at a post. */
export class NotEnrolled extends DeskProblem {
  constructor() {
    super("not_enrolled");
  }
}

/** Nobody has unlocked the desk. */
export class VaultLocked extends DeskProblem {
  constructor() {
    super("vault_locked");
  }
}

/** The PIN is wrong; `left` tries remain before it opens nothing any more. */
export class WrongPin extends DeskProblem {
  /**
   * @param {number} left
   * @param {number} waitSeconds before the next try
   */
  constructor(left, waitSeconds) {
    super("wrong_pin");
    this.left = left;
    this.wait_seconds = waitSeconds;
  }
}

/** Too many wrong PINs: the next try is taken in `wait_seconds`. */
export class PinWaits extends DeskProblem {
  /** @param {number} waitSeconds */
  constructor(waitSeconds) {
    super("pin_waits");
    this.wait_seconds = waitSeconds;
  }
}

/** This officer has no PIN here (any more): their password opens the desk, at the node. */
export class PinGone extends DeskProblem {
  constructor() {
    super("pin_gone");
  }
}

/** The key that the node gave back is not the one of this device. */
export class WrongKey extends DeskProblem {
  constructor() {
    super("wrong_key");
  }
}

/**
 * @param {unknown} error of a write
 * @returns {unknown} the same, named where it is the browser's
 */
export function named(error) {
  if (!(error instanceof DOMException)) return error;
  if (error.name === "QuotaExceededError") return new StorageFull();
  return new WriteFailed(`${error.name}: ${error.message}`);
}
