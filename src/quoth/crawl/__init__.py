"""The crawl room: readings of millions of articles, made by Apache Spark and kept as Parquet.

In the order of the work: `session.py` starts Spark (`java.py` finds it a Java), `inputs.py` lists files and hands
their bytes to `records.py`, which makes articles of them; `copies.py` says which are the same, `reading.py` reads the
others, `variants.py` says which statements are one, and `linking.py` finds both without comparing all with all.
`tables.py` says what is written, `manifest.py` what has been; `run.py` is the whole of it. `importing.py` brings a
selection into an archive.
"""
