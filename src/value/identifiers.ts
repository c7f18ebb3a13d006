/** True of an instrument number with its form and its check digit: letters count as 10 to 35, every second digit from the right is doubled, and the digits add up to a multiple of ten (ISO 6166; Luhn). */
export function isIsin(text: string): boolean {
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(text)) return false;
  const sum = [...digitsOf(text)].reverse().reduce((total, one, at) => {
    const twice = Number(one) * (at % 2 === 0 ? 1 : 2);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

/** True of a legal entity identifier: 18 letters and digits and two check digits, which as a number, letters as 10 to 35, leave 1 when divided by 97 (ISO 17442; ISO 7064, MOD 97-10). */
export function isLei(text: string): boolean {
  return /^[A-Z0-9]{18}[0-9]{2}$/.test(text) && BigInt(digitsOf(text)) % 97n === 1n;
}

/** True of a text of the form of a market identifier code (ISO 10383): four capital letters or digits. */
export function isMic(text: string): boolean {
  return /^[A-Z0-9]{4}$/.test(text);
}

/** True of a text of the form of a classification code (ISO 10962): six capital letters. */
export function isCfi(text: string): boolean {
  return /^[A-Z]{6}$/.test(text);
}

function digitsOf(text: string): string {
  return [...text].map((one) => Number.parseInt(one, 36)).join("");
}
