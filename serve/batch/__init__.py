"""Batch tagging: many documents in, tables of documents, clauses and tags out (`clausetag batch`).

| module       | does                                                                    |
|--------------|-------------------------------------------------------------------------|
| `items`      | what is to be tagged: one item a document, in order, with a stamp       |
| `inputs`     | from the inputs of the command line to files, in order                  |
| `archives`   | the documents in .tar and .zip files                                    |
| `sheets`     | the rows of JSON Lines, CSV and Parquet files                           |
| `parts`      | items put together into numbered parts                                  |
| `schema`     | the tables and their columns; versions                                  |
| `rows`       | from an item to the rows of the tables                                  |
| `run_info`   | `_run.json`: what a run was told, and how much came of it               |
| `journal`    | what is finished, so that a run which was cut off goes on               |
| `lock`       | one run at a time in a folder                                           |
| `pool`       | worker processes that may die                                           |
| `work`       | what a worker does with a part                                          |
| `run`        | all of it, on this machine                                              |
| `read`       | the tables, read back                                                   |
| `book`       | the tables as one workbook                                              |
| `spark`      | the same on Apache Spark                                                |
| `bench`      | local against Spark, measured                                           |
| `summary`    | themes by year, organ and document of finished tables, as text          |
| `drawing`    | the same as HTML and PNG                                                |
"""
