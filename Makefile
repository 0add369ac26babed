# Everything one does with the guide. `make` alone lists it.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup train chat serve talk shell test lint format lock pages stale evaluate compare bench-page screenshots clean

PYTHON := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: ## install everything into .venv (done by the others when needed)
	@scripts/setup

train: setup ## train the model if anything it is made from has changed
	@$(PYTHON) -m service.train

chat: train ## talk to the guide in your browser: prints the address, runs until Ctrl-C
	@$(PYTHON) -m service.chat

serve: train ## serve the guide's page and REST address on fixed ports until Ctrl-C
	@$(PYTHON) -m service.serve

talk: train ## talk to the guide in this terminal, or from a pipe
	@$(PYTHON) -m service.talk

shell: train ## talk to the guide in Rasa's own shell
	@$(PYTHON) -m service.shell

test: ## run every check and test
	@scripts/test

lint: setup ## check style, formatting and types
	@scripts/lint

format: setup ## put the code into its standard form
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

lock: ## lock the versions of all packages anew (ARGS=--upgrade for newer ones)
	@scripts/lock $(ARGS)

pages: setup ## write the page of each topic in docs/topics, and the story tests, anew from data/
	@$(PYTHON) -m guide.reference
	@$(PYTHON) -m tests.stories.generate

stale: setup ## list the dated facts that were checked more than a year ago
	@$(PYTHON) -m guide.knowledge.stale

evaluate: train ## measure the check-up and the understanding, on our sets and those in a folder (SETS=folder)
	@$(PYTHON) -m evaluation.check_up
	@$(PYTHON) -m evaluation.run --no-baseline --noise $(if $(SETS),--sets $(SETS))

compare: setup ## compare three understandings in one run: with and without embeddings, Rasa's default (SETS=folder)
	@$(PYTHON) -m evaluation.compare $(if $(SETS),--sets $(SETS))

bench-page: train ## measure the page
	@browser=$$(scripts/browser) && GUIDE_CHROMIUM="$$browser" $(PYTHON) -m bench.page

screenshots: train ## take pictures of the page
	@browser=$$(scripts/browser) && GUIDE_CHROMIUM="$$browser" $(PYTHON) -m tests.browser.screenshots

clean: ## remove what was made, except .venv
	rm -rf .run .rasa models results .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
