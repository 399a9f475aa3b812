"""The prediction API and web page: `create_app` for an ASGI server, `serve` to run one."""
