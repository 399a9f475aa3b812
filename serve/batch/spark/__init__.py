"""The same job on Apache Spark: the same schema, the same tags (`pip install "clausetag[spark]"`, Java 17).

`tag_frame` is for a data team's own jobs: it takes any DataFrame of documents and gives one of tagged documents, which
`tables_of_frame` takes apart into the tables of `clausetag.serve.batch.schema`:

    documents = spark.read.format("binaryFile").load("s3://archive/*.pdf").selectExpr("path AS document", "content")
    tagged = tag_frame(documents, bundle="models/mine").cache()
    for name, table in tables_of_frame(tagged).items():
        table.write.parquet(f"s3://tags/{name}")

clausetag must be installed where the executors run. The bundle is shipped to each executor once; every Python worker
loads it once. A document is tagged on its own, so tags do not depend on how Spark divides the work.
"""

from clausetag.serve.batch.spark.frames import tables_of_frame, tag_frame

__all__ = ["tables_of_frame", "tag_frame"]
