/** The photo of somebody in a draft, opened from what is locked on the device. */

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { photo } from "../../store/photos.js";

/** @param {{person: import("../../facts/family.js").Person}} props */
export function Face({ person }) {
  const [address, setAddress] = useState("");
  const digest = person.photo?.digest ?? "";
  useEffect(() => {
    let made = "";
    let here = true;
    if (digest) {
      photo(person.id, digest).then((blob) => {
        if (!blob || !here) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      });
    }
    return () => {
      here = false;
      setAddress("");
      if (made) URL.revokeObjectURL(made);
    };
  }, [person.id, digest]);
  if (address) return html`<img src=${address} alt="" />`;
  return html`<span class="none" aria-hidden="true">${digest ? "…" : "+"}</span>`;
}
