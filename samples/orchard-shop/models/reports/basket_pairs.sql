-- Which products are bought together, and how much more often than chance would have it.
with baskets as (
    select distinct order_id, product_id
    from {{ ref('fct_order_lines') }}
    where order_state = 'completed'
),

product_counts as (
    select product_id, count(*) as baskets_with
    from baskets
    group by product_id
),

pairs as (
    select
        one.product_id as product_id,
        other.product_id as with_product_id,
        count(*) as baskets_with_both
    from baskets as one
    inner join baskets as other on other.order_id = one.order_id and other.product_id > one.product_id
    group by 1, 2
)

select
    pairs.product_id,
    pairs.with_product_id,
    first_product.product_name,
    second_product.product_name as with_product_name,
    pairs.baskets_with_both,
    {{ share('pairs.baskets_with_both * (select count(distinct order_id) from baskets)', 'counts_one.baskets_with * counts_other.baskets_with') }} as lift
from pairs
inner join product_counts as counts_one on counts_one.product_id = pairs.product_id
inner join product_counts as counts_other on counts_other.product_id = pairs.with_product_id
inner join {{ ref('dim_products') }} as first_product on first_product.product_id = pairs.product_id
inner join {{ ref('dim_products') }} as second_product on second_product.product_id = pairs.with_product_id
where pairs.baskets_with_both >= 20
