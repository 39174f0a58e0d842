"""Network segmentation: who reaches whom, decided in a Compose file.

On a network of Docker, everyone reaches everyone, on all ports. From one network to
another nobody gets through, and who is on both passes nothing on. So the networks of a
Compose file are its firewall. You write such a file, for a shop of six services:

             web  api  worker  db  metrics    published on the host    internet
    proxy     x    x     -     -      -       443, on all addresses
    web            x     -     -      -                                never
    api                  x     x      x                                never
    worker                     x      x                                needed
    db                                -                                never
    metrics                                   9090, on 127.0.0.1

    >>> import yaml
    >>> sorted(yaml.safe_load(compose())["services"])
    ['api', 'db', 'metrics', 'proxy', 'web', 'worker']

Where there is an x, both reach each other, each by the name of the other's service;
where there is a dash, they have no network in common. For the worker, db has a second
name: `postgres`. Whether others know it does not matter.

The host's TCP port 443 leads to 8443 of proxy, 9090 to 9090 of metrics. Nothing else is
published. Proxy and metrics may reach the internet, or not, as it comes. A network that is
`internal` has no way to the internet, and what a service publishes leads nowhere if all
its networks are internal.

No service is on a network needlessly: wherever you took one out, a promise would break.

Compose must accept the file. The judge takes it in any form that Compose has, but without
variables, and only with these keys, and those that begin with `x-`: `name`, `version`,
`services`, `networks`; of a service `image` (any name will do), `networks` (with
`aliases`), `ports`, and `network_mode` (bridge, host or none); of a network `name`,
`driver` (bridge) and `internal`.
"""


def compose() -> str:
    """Return the text of the Compose file."""
    raise NotImplementedError
