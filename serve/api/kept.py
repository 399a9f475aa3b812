"""The result that a path names, for routes."""

from typing import Annotated

from fastapi import Depends, Request

from clausetag.serve.api.results import Result
from clausetag.serve.api.routes import service_of


async def _result(request: Request, name: str) -> Result:
    return service_of(request).results.get(name)


Kept = Annotated[Result, Depends(_result)]
