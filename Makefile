# Shortcuts; each line is also in the README, in CONTRIBUTING or in the docs.
SHARED ?= ../shared

.PHONY: demo test process lint check bench wordlists confusions weights numbers release

demo:
	python3 fixtures/demo.py

test:
	python3 tests/run.py

process:
	python3 tests/run.py -m process

lint:
	python3 tests/lint.py

check:
	nortext check fixtures

bench:
	python benchmarks/accuracy.py
	python benchmarks/damage.py
	python benchmarks/mojibake.py
	python benchmarks/confidence.py
	python benchmarks/speed.py
	python benchmarks/batch.py

wordlists:
	python wordlists/build.py $(SHARED)/data

confusions:
	python wordlists/learn_confusions.py $(SHARED)/data/gold/seeds-dev:ocr $(SHARED)/data/gold/pages-dev:eng

weights:  # and the printed pages, as PAGES="FOLDER:READING ..."
	python wordlists/learn_weights.py $(SHARED)/data/gold/seeds-dev:ocr \
	  $(SHARED)/data/gold/pages-dev:eng $(SHARED)/data/gold/pages-dev:nor $(PAGES)

numbers:
	python docs/numbers.py

release:
	.ci/release
