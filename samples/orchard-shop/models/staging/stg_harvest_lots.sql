select
    lot_id,
    variety_id,
    picked_on,
    crew,
    kilos,
    kilos_for_press,
    kilos - kilos_for_press as kilos_for_table
from {{ source('field_book', 'harvest_lots') }}
