// Every page works without this file. It adds the small-screen menu, moves focus to
// error summaries and skipped-to content, stops a second press of a button, and says
// when something was not saved.
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import "./focus.js";
import "./not-saved.js";
import "./print.js";
import "./register.js";

for (const component of [Button, ErrorSummary, ServiceNavigation, SkipLink]) {
  createAll(component);
}
