-- Kilos for the table against kilos sold fresh, by week: what was left has to be stored, pressed or cooked.
with sold as (
    select
        cast({{ dbt.date_trunc('week', 'lines.ordered_on') }} as date) as week_start,
        products.variety_id,
        sum(lines.quantity) as kilos_sold
    from {{ ref('fct_order_lines') }} as lines
    inner join {{ ref('stg_products') }} as products on products.product_id = lines.product_id
    where products.category = 'fresh fruit'
      and lines.order_state = 'completed'
    group by 1, 2
)

select
    harvest.week_start,
    varieties.fruit,
    varieties.variety_name,
    harvest.kilos_for_table,
    harvest.kilos_for_press,
    coalesce(sold.kilos_sold, 0) as kilos_sold,
    harvest.kilos_for_table - coalesce(sold.kilos_sold, 0) as kilos_left,
    varieties.keeps_days
from {{ ref('int_weekly_harvest') }} as harvest
inner join {{ ref('varieties') }} as varieties on varieties.variety_id = harvest.variety_id
left join sold on sold.week_start = harvest.week_start and sold.variety_id = harvest.variety_id
