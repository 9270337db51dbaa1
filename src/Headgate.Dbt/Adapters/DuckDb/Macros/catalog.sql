{% macro duckdb__get_catalog(information_schema, schemas) -%}
    {%- call statement('catalog', fetch_result=true) %}
    with relations as (
        select database_name, schema_name, table_name, 'BASE TABLE' as table_type, comment
        from duckdb_tables()
        where not internal
        union all
        select database_name, schema_name, view_name, 'VIEW', comment
        from duckdb_views()
        where not internal
    )
    select
        relations.database_name as table_database,
        relations.schema_name as table_schema,
        relations.table_name as table_name,
        relations.table_type as table_type,
        relations.comment as table_comment,
        columns.column_name as column_name,
        columns.column_index as column_index,
        columns.data_type as column_type,
        columns.comment as column_comment,
        null as table_owner
    from relations
    join duckdb_columns() as columns
        on columns.database_name = relations.database_name
        and columns.schema_name = relations.schema_name
        and columns.table_name = relations.table_name
    where relations.database_name = '{{ information_schema.database }}'
        and (
            {%- for schema in schemas %}
            lower(relations.schema_name) = lower('{{ schema }}'){{ ' or' if not loop.last }}
            {%- endfor %}
        )
    order by relations.schema_name, relations.table_name, columns.column_index
    {% endcall -%}
    {{ return(load_result('catalog').table) }}
{%- endmacro %}

{% macro duckdb__list_schemas(database) -%}
    {{ return(run_query("select schema_name from duckdb_schemas() where lower(database_name) = lower('" ~ database ~ "')")) }}
{%- endmacro %}

{% macro duckdb__check_schema_exists(information_schema, schema) -%}
    {{ return(run_query("select count(*) from duckdb_schemas() where lower(database_name) = lower('" ~ information_schema.database ~ "') and lower(schema_name) = lower('" ~ schema ~ "')")) }}
{%- endmacro %}

{% macro duckdb__list_relations_without_caching(schema_relation) -%}
    {%- call statement('list_relations_without_caching', fetch_result=true, auto_begin=false) %}
    select database_name, table_name, schema_name, 'table'
    from duckdb_tables()
    where lower(schema_name) = lower('{{ schema_relation.schema }}') and lower(database_name) = lower('{{ schema_relation.database }}')
    union all
    select database_name, view_name, schema_name, 'view'
    from duckdb_views()
    where lower(schema_name) = lower('{{ schema_relation.schema }}') and lower(database_name) = lower('{{ schema_relation.database }}')
    {% endcall -%}
    {{ return(load_result('list_relations_without_caching').table) }}
{%- endmacro %}

{#- Temporary relations live in a catalog of their own, so only the name finds them. -#}
{% macro duckdb__get_columns_in_relation(relation) -%}
    {%- call statement('get_columns_in_relation', fetch_result=true) %}
    select column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
    from duckdb_columns()
    where lower(table_name) = lower('{{ relation.identifier }}')
    {%- if relation.schema %}
        and (lower(schema_name) = lower('{{ relation.schema }}') or database_name = 'temp')
    {%- endif %}
    {%- if relation.database %}
        and (lower(database_name) = lower('{{ relation.database }}') or database_name = 'temp')
    {%- endif %}
    order by database_name = 'temp' desc, column_index
    {% endcall -%}
    {{ return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table)) }}
{%- endmacro %}
