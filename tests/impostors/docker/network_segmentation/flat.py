# expect: proxy and worker must not meet, but both are on default
"""Writes no networks, so that Compose puts all services on one."""


def compose():
    return """
        services:
          proxy: {image: shop/proxy, ports: ["443:8443"]}
          web: {image: shop/web}
          api: {image: shop/api}
          worker: {image: shop/worker}
          db: {image: shop/db, networks: {default: {aliases: [postgres]}}}
          metrics: {image: shop/metrics, ports: ["127.0.0.1:9090:9090"]}
    """
