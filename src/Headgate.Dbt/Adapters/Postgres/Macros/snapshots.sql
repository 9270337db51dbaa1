{#- Two statements in place of a merge, which servers before version 15 lack: the versions that end, then the new ones. -#}
{% macro postgres__snapshot_merge_sql(target, source, insert_cols) -%}
    {%- set insert_names = insert_cols | join(', ') -%}
    {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- set current = config.get('dbt_valid_to_current') %}
    update {{ target }}
    set {{ names.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ names.dbt_valid_to }}
    from {{ source }} as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE.{{ names.dbt_scd_id }}::text = {{ target }}.{{ names.dbt_scd_id }}::text
      and DBT_INTERNAL_SOURCE.dbt_change_type::text in ('update'::text, 'delete'::text)
      {% if current %}
        and ({{ target }}.{{ names.dbt_valid_to }} = {{ current }} or {{ target }}.{{ names.dbt_valid_to }} is null);
      {% else %}
        and {{ target }}.{{ names.dbt_valid_to }} is null;
      {% endif %}


    insert into {{ target }} ({{ insert_names }})
    select {% for name in insert_cols -%}
        DBT_INTERNAL_SOURCE.{{ name }}{{ ', ' if not loop.last }}
    {%- endfor %}
    from {{ source }} as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE.dbt_change_type::text = 'insert'::text;
{% endmacro %}

{% macro postgres__current_timestamp() -%}
    now()
{%- endmacro %}

{% macro postgres__snapshot_string_as_time(timestamp) -%}
    {{ return("'" ~ timestamp ~ "'::timestamp without time zone") }}
{%- endmacro %}

{% macro postgres__snapshot_get_time() -%}
    {{ current_timestamp() }}::timestamp without time zone
{%- endmacro %}

{% macro postgres__current_timestamp_backcompat() %}
    current_timestamp::{{ type_timestamp() }}
{% endmacro %}

{% macro postgres__current_timestamp_in_utc_backcompat() %}
    (current_timestamp at time zone 'utc')::{{ type_timestamp() }}
{% endmacro %}
