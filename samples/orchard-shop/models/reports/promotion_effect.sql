-- A promotion against the four weeks before it: receipts a day that had goods of its category.
with days as (
    select
        lines.ordered_on,
        products.category,
        count(distinct lines.order_id) as receipts,
        sum(lines.net_amount) as net_amount,
        sum(lines.discount_amount) as discount_amount
    from {{ ref('fct_order_lines') }} as lines
    inner join {{ ref('dim_products') }} as products on products.product_id = lines.product_id
    where lines.order_state = 'completed'
    group by 1, 2
)

select
    promotions.promotion_id,
    promotions.promotion_name,
    promotions.code,
    promotions.category,
    promotions.starts_on,
    promotions.ends_on,
    {{ share('sum(case when days.ordered_on >= promotions.starts_on then days.receipts end)', 'count(case when days.ordered_on >= promotions.starts_on then 1 end)', 2) }} as receipts_a_day,
    {{ share('sum(case when days.ordered_on < promotions.starts_on then days.receipts end)', 'count(case when days.ordered_on < promotions.starts_on then 1 end)', 2) }} as receipts_a_day_before,
    sum(case when days.ordered_on >= promotions.starts_on then days.discount_amount else 0 end) as given_away
from {{ ref('promotions') }} as promotions
left join days
    on days.category = promotions.category
    and days.ordered_on between promotions.starts_on - interval '28 days' and promotions.ends_on
group by 1, 2, 3, 4, 5, 6
