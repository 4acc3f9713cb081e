/** Which PINs are too easy to guess: plain rules, no screen. */

export const PIN_DIGITS = 6;
/** A thief has ten tries: one chance in 100,000. */

/**
 * @param {string} pin
 * @returns {"short" | "simple" | "date" | null} why it is refused; null where it may be used
 */
export function weakness(pin) {
  if (!/^[0-9]{6}$/.test(pin)) return "short";
  if (isPattern(pin)) return "simple";
  return isDate(pin) ? "date" : null;
}

/** 000000, 123456, 987654, 121212, 123123, 112233. @param {string} pin */
function isPattern(pin) {
  const steps = [...pin].slice(1).map((digit, at) => (10 + Number(digit) - Number(pin[at])) % 10);
  const even = steps.every((step) => step === steps[0]);
  const repeated = pin.slice(0, 2).repeat(3) === pin || pin.slice(0, 3).repeat(2) === pin;
  const doubled = /^(\d)\1(\d)\2(\d)\3$/.test(pin);
  return even || repeated || doubled;
}

/**
 * Colleagues know birthdays: 150487 (day, month, year) and 1987 at either end are refused.
 * @param {string} pin
 */
function isDate(pin) {
  const [day, month] = [Number(pin.slice(0, 2)), Number(pin.slice(2, 4))];
  if (day >= 1 && day <= 31 && month >= 1 && month <= 12) return true;
  return [pin.slice(0, 4), pin.slice(2)].some((year) => year >= "1940" && year <= "2029");
}
