select
    products.product_id,
    products.sku,
    products.product_name,
    products.category,
    products.unit,
    products.variety_id,
    varieties.fruit,
    varieties.variety_name
from {{ ref('products') }} as products
left join {{ ref('varieties') }} as varieties on varieties.variety_id = products.variety_id
