select
    products.product_id,
    products.sku,
    products.product_name,
    products.category,
    products.unit,
    products.fruit,
    products.variety_name,
    {{ amount('prices.price_cents') }} as price_now,
    {{ amount('prices.cost_cents') }} as cost_now,
    {{ share('prices.price_cents - prices.cost_cents', 'prices.price_cents') }} as margin_share
from {{ ref('stg_products') }} as products
left join {{ ref('stg_price_list') }} as prices
    on prices.product_id = products.product_id
    and cast('{{ var("books_until") }}' as date) between prices.valid_from and prices.valid_to
