-- A line without a price would be lost by the inner join in int_order_lines_priced.
select order_lines.order_line_id
from {{ ref('stg_order_lines') }} as order_lines
left join {{ ref('int_order_lines_priced') }} as priced on priced.order_line_id = order_lines.order_line_id
where priced.order_line_id is null
