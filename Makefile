# Shortcuts; each line is also in the README or the docs.
SHARED ?= ../shared

.PHONY: demo test check bench wordlists confusions weights

demo:
	python3 fixtures/demo.py

test:
	python3 tests/run.py

check:
	nortext check fixtures

bench:
	python benchmarks/accuracy.py
	python benchmarks/damage.py
	python benchmarks/confidence.py
	python benchmarks/speed.py
	python benchmarks/batch.py

wordlists:
	python wordlists/build.py $(SHARED)/data

confusions:
	python wordlists/learn_confusions.py $(SHARED)/data/gold/seeds-dev:ocr $(SHARED)/data/gold/pages-dev:eng

weights:
	python wordlists/learn_weights.py $(SHARED)/data/gold/seeds-dev:ocr $(SHARED)/data/gold/pages-dev:eng
