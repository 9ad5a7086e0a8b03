# Every target is a script in scripts/, which can be run by hand as well.
.DEFAULT_GOAL := help
.PHONY: help run test build dev check e2e screenshots

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-11s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, fill a demo database, serve on http://127.0.0.1:3000
	@scripts/run.sh

test: ## install what is missing, then format, lints, Rust tests on both databases, browser tests
	@scripts/test.sh

build: ## release build: target/release/leads-tickets and target/site
	@scripts/tools.sh
	@scripts/build.sh

dev: ## rebuild and reload at every change
	@scripts/tools.sh
	@scripts/dev.sh

check: ## the fast answer: format, lints of both targets, unit tests
	@scripts/check.sh

e2e: ## browser tests alone; make e2e ARGS="filter.spec.ts --project=script-en-desktop"
	@scripts/e2e.sh $(ARGS)

screenshots: ## the pictures of the README, of a fresh demo: docs/screenshots
	@scripts/screenshots.sh
