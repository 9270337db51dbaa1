{#- Two statements in place of a merge: the versions that end, then the new ones. -#}
{% macro duckdb__snapshot_merge_sql(target, source, insert_cols) -%}
    {%- set insert_names = insert_cols | join(', ') -%}
    {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
    update {{ target }} as DBT_INTERNAL_TARGET
    set {{ names.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ names.dbt_valid_to }}
    from {{ source }} as DBT_INTERNAL_SOURCE
    where cast(DBT_INTERNAL_SOURCE.{{ names.dbt_scd_id }} as varchar) = cast(DBT_INTERNAL_TARGET.{{ names.dbt_scd_id }} as varchar)
        and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
        and {{ snapshot_is_current('DBT_INTERNAL_TARGET', names) }};

    insert into {{ target }} ({{ insert_names }})
    select {% for name in insert_cols %}DBT_INTERNAL_SOURCE.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ source }} as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE.dbt_change_type = 'insert';
{%- endmacro %}

{% macro duckdb__union_by_name(parts) -%}
    {%- for part in parts %}
    select * from {{ part }}
    {%- if not loop.last %}
    union all by name
    {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro duckdb__snapshot_get_time() -%}
    {{ current_timestamp() }}::timestamp
{%- endmacro %}

{% macro duckdb__snapshot_string_as_time(timestamp) -%}
    {{ return("'" ~ timestamp ~ "'::timestamp") }}
{%- endmacro %}

{% macro duckdb__post_snapshot(staging_relation) -%}
    {%- do drop_relation(staging_relation.include(database=false, schema=false)) -%}
{%- endmacro %}
