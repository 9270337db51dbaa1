{% snapshot prices_history %}

{{
    config(
        unique_key='product_id',
        strategy='check',
        check_cols=['price_now', 'cost_now']
    )
}}

select product_id, sku, price_now, cost_now
from {{ ref('dim_products') }}

{% endsnapshot %}
