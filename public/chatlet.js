// The loader: one small script on the customer's page.
//
// It draws launcher and window, brings the app in an iframe of another origin when a visitor wants it, and carries
// commands in and events out. The page never runs the app's code; the app never reads the page.

import { install } from "./loader/api.js";
import { tagOptions } from "./loader/tag.js";

install(tagOptions());
