#!/usr/bin/env bash
# Takes the pictures of README and user guide anew: docs/images/NAME.LANGUAGE.png. Needs Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/images
CRM_PICTURES="$PWD/docs/images" dotnet test tests/CrmWeb.BrowserTests --filter FullyQualifiedName~PicturesTests
ls -l docs/images
