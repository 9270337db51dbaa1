select
    price_id,
    product_id,
    valid_from,
    coalesce(valid_to, cast('9999-12-31' as date)) as valid_to,
    price_cents,
    cost_cents
from {{ ref('price_list') }}
