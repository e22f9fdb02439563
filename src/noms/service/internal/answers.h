// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "noms/service/routes.h"

// What each route answers.

namespace noms::service::internal {

Response assess(const Service& service, Enquiry enquiry);
Response explain(const Service& service, Enquiry enquiry);
Response scores(const Service& service, Enquiry enquiry);
Response score(const Service& service, Enquiry enquiry);
Response tables(const Service& service, Enquiry enquiry);
Response table(const Service& service, Enquiry enquiry);
Response schema(const Service& service, Enquiry enquiry);
Response health(const Service& service, Enquiry enquiry);
Response ready(const Service& service, Enquiry enquiry);
Response metrics(const Service& service, Enquiry enquiry);
Response document(const Service& service, Enquiry enquiry);
Response page(const Service& service, Enquiry enquiry);

/// One assessment or error object for each line of the body, a part at a time.
Response bulk(const Service& service, Enquiry enquiry);

}  // namespace noms::service::internal
