{% macro current_timestamp() -%}
    {{ adapter.dispatch('current_timestamp', 'dbt')() }}
{%- endmacro %}

{% macro default__current_timestamp() -%}
    current_timestamp
{%- endmacro %}

{% macro snapshot_get_time() -%}
    {{ adapter.dispatch('snapshot_get_time', 'dbt')() }}
{%- endmacro %}

{% macro default__snapshot_get_time() -%}
    {{ current_timestamp() }}
{%- endmacro %}

{% macro get_snapshot_get_time_data_type() -%}
    {{ return(adapter.dispatch('get_snapshot_get_time_data_type', 'dbt')()) }}
{%- endmacro %}

{% macro default__get_snapshot_get_time_data_type() -%}
    {%- set columns = get_column_schema_from_query('select ' ~ snapshot_get_time() ~ ' as snapshot_time') -%}
    {{ return(columns[0].dtype) }}
{%- endmacro %}

{% macro current_timestamp_backcompat() -%}
    {{ return(current_timestamp()) }}
{%- endmacro %}

{% macro current_timestamp_in_utc_backcompat() -%}
    {{ return(current_timestamp()) }}
{%- endmacro %}

{% macro py_current_timestring() -%}
    {{ return(modules.datetime.datetime.now().strftime('%Y%m%d%H%M%S%f')) }}
{%- endmacro %}
