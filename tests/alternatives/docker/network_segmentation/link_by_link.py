"""A network for each pair, all in the long forms; only what must be is known by a second name."""


def compose():
    return """
        name: shop
        version: "3.9"

        x-inside: &inside
          internal: true

        services:
          proxy:
            image: shop/proxy
            networks:
              default:
              proxy_web: {}
              proxy_api: {}
            ports:
              - target: 8443
                published: 443
                host_ip: 0.0.0.0
                mode: host
              - "[::]:443:8443"
          web:
            image: shop/web
            networks: {proxy_web: , web_api: }
          api:
            image: shop/api
            networks: [proxy_api, web_api, api_worker, api_db, api_metrics]
          worker:
            image: shop/worker
            networks:
              api_worker: {aliases: [jobs, worker]}
              worker_db:
              worker_metrics:
          db:
            image: shop/db
            networks:
              api_db:
              worker_db: {aliases: [postgres]}
          metrics:
            image: shop/metrics
            networks: [api_metrics, worker_metrics]
            ports:
              - {target: 9090, published: "9090", host_ip: 127.0.0.1, protocol: tcp}

        networks:
          proxy_web: *inside
          proxy_api: *inside
          web_api: *inside
          api_worker: *inside
          api_db: *inside
          worker_db: *inside
          api_metrics: {<<: *inside, driver: bridge}
          worker_metrics: {internal: false, name: shop-outside}
    """
