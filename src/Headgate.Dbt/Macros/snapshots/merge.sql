{% macro snapshot_merge_sql(target, source, insert_cols) -%}
    {{ adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols) }}
{%- endmacro %}

{% macro default__snapshot_merge_sql(target, source, insert_cols) -%}
    {%- set insert_names = insert_cols | join(', ') -%}
    {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
    merge into {{ target.render() }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on DBT_INTERNAL_SOURCE.{{ names.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ names.dbt_scd_id }}

    when matched
        and {{ snapshot_is_current('DBT_INTERNAL_DEST', names) }}
        and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
        then update set {{ names.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ names.dbt_valid_to }}

    when not matched
        and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
        then insert ({{ insert_names }})
        values ({{ insert_names }})
{% endmacro %}

{% macro snapshot_is_current(alias, names) -%}
    {%- set current = config.get('dbt_valid_to_current') -%}
    {%- if current -%}
        ({{ alias }}.{{ names.dbt_valid_to }} = {{ current }} or {{ alias }}.{{ names.dbt_valid_to }} is null)
    {%- else -%}
        {{ alias }}.{{ names.dbt_valid_to }} is null
    {%- endif -%}
{%- endmacro %}
