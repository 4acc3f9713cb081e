/** Offer known places while a village is typed. The form works without this script. */

import { suggestPlaces } from "../registry/places.js";

const list = document.querySelector("datalist[data-suggest]");
suggestPlaces(list.closest("form"), list);
