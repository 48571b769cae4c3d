# Two commands for a newcomer: `make demo` and `make test`. Everything lives in .venv/ and var/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# Processes for the tests; "auto" is one per core.
WORKERS ?= auto
# What the continuous integration adds: the measure of what is covered, which makes the tests slower.
COVERAGE ?=
# Which tests: the everyday ones. TESTS= takes all.
TESTS ?= -m "not thorough"
# Which databases the tests of the whole are run on; those of the engine, and the thorough ones of backups and imports, know both.
DATABASES ?= sqlite
# What `make pictures` takes: names of places, languages, ways of looking; empty for all.
ONLY ?=
LANGUAGES ?=
WAYS ?=

.PHONY: demo run test check bench pictures lighthouse node catalogues messages requirements clean
.DELETE_ON_ERROR:

$(VENV)/base.stamp: requirements/base.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/base.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

catalogues: $(VENV)/base.stamp
	$(BIN)/python manage.py compile_catalogues

# For developers, who have gettext: collects the strings anew.
messages: $(VENV)/dev.stamp
	$(BIN)/python manage.py makemessages --locale en --locale tr --no-wrap --add-location file --no-obsolete --ignore var --ignore .venv --ignore tests

demo: catalogues
	$(BIN)/python manage.py demo --port $(PORT)

run: catalogues
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

# Each process gets tests in their order, and steals none: those that commit come last and leave an empty database behind.
test: $(VENV)/dev.stamp catalogues
	$(BIN)/python -m pytest -n $(WORKERS) $(TESTS) $(COVERAGE)
ifneq (,$(findstring postgresql,$(DATABASES)))
	KB_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n $(WORKERS) -m "(not browser and not thorough) or whole_path"
endif

check: $(VENV)/dev.stamp catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --check --lint templates
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(VENV)/dev.stamp
	$(BIN)/python manage.py bench

# Pictures of every page: make pictures, or a part: make pictures ONLY=home,practice LANGUAGES=tr WAYS=phone
pictures: $(VENV)/dev.stamp catalogues
	$(BIN)/python manage.py pictures --only "$(ONLY)" --languages "$(LANGUAGES)" --ways "$(WAYS)"

lighthouse: $(VENV)/dev.stamp catalogues node
	$(BIN)/python manage.py lighthouse

# For developers, who have Node: Lighthouse and the Nu HTML checker (which needs Java to run).
node: var/node/package.json

var/node/package.json: look/package.json
	mkdir -p var/node
	cp look/package.json var/node/package.json
	npm install --prefix var/node --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error || { rm -f $@; exit 1; }

requirements: $(VENV)/dev.stamp
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements/base.txt requirements/base.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements/dev.txt requirements/dev.in

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
