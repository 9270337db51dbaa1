select
    outlet_id,
    outlet_name,
    outlet_kind,
    place,
    opened_on,
    keeper
from {{ ref('outlets') }}
